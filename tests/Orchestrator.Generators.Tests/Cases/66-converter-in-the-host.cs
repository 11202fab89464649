// A library cannot see the converters of its application: what it takes is bound, and the application is silent.
// expect: ORCH3009 at 'list' saying ''Shape' is abstract'
// expect: ORCH3009 at 'one' saying 'it has several constructors'
//=== project Library
using System.Collections.Generic;
using Orchestrator;
using static Orchestrator.Workflow;

namespace Library;
[Product("node")] public sealed partial class Node : SubscriptionModel;
public abstract class Shape { public int Sides { get; set; } }
public sealed class Size { public Size(int width) => Width = width; public Size(string width) => Width = width.Length; public int Width { get; } }
public static partial class Flow
{
    [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Draw >> Push;
    [ExternalSystemSteps] public static StepList Push => Begin >> Draw;
    [Step("Draw")] static void Draw(List<Shape>? list = null, Size? one = null) { }
}
//=== project Host exe
using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator;
using Library;
using static Orchestrator.Workflow;

Console.WriteLine(StateJson.Options);

namespace Host
{
    public sealed class ShapeConverter : JsonConverter<Shape>
    {
        public override Shape Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();
        public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
    public sealed class SizeConverter : JsonConverter<Size>
    {
        public override Size Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();
        public override void Write(Utf8JsonWriter writer, Size value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
    public static partial class Own
    {
        [Step("Measure")] static void Measure(Size one, Shape[] list) { }
    }
}
