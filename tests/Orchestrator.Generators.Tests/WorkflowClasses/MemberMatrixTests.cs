using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Every way to declare something that is marked, right or wrong: it is emitted, or refused at a place, and what is emitted has neither an
/// error nor a warning. Each is compiled in several versions of the language, beside another generator and with preprocessor symbols. The
/// suite runs a <see cref="Matrix.Share">share</see> of them.
/// </summary>
public sealed class MemberMatrixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading.Tasks;
        using Orchestrator;
        using static Orchestrator.Workflow;

        """;

    private const string Products = """
        namespace App;
        [ProductBlock("Site")] public sealed partial class Site : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Speed { get; set; } }
        [Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
        public sealed record Page : FormPage { public int Size { get; init; } }
        public sealed record Wanted(int? Speed);
        public abstract class Kept<T> : ExternalResource<Node, T> where T : class
        {
            public override string? Identify(Node subscription) => "k";
            public override T? Describe(Node subscription) => null;
            public override Task<T?> ReadAsync(string key, System.Threading.CancellationToken cancellationToken) => Task.FromResult<T?>(null);
            public override Task<string> ApplyAsync(string? key, T desired, T? actual, System.Threading.CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, System.Threading.CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    /// <summary>Types with a step each, and what is around it.</summary>
    private static readonly string[] All =
    [
        "partial class C { [Step(\"S\")] static void S() { } }",
        "partial record C { [Step(\"S\")] static void S() { } }",
        "partial record C(int X) { [Step(\"S\")] static void S() { } }",
        "partial struct C { [Step(\"S\")] static void S() { } }",
        "readonly partial struct C { [Step(\"S\")] static void S() { } }",
        "ref partial struct C { [Step(\"S\")] static void S() { } }",
        "partial record struct C { [Step(\"S\")] static void S() { } }",
        "partial interface C { [Step(\"S\")] static void S() { } }",
        "partial interface C { [Step(\"S\")] private static void S() { } }",
        "partial interface C { [Step(\"S\")] static virtual void S() { } }",
        "partial interface C { [Step(\"S\")] static abstract void S(); }",
        "partial interface C { [Step(\"S\")] void S() { } }",
        "partial interface C { [ValidateWorkflow(typeof(Node), \"V\")] static virtual StepList V() => Begin; }",
        "abstract partial class C { [Step(\"S\")] protected static void S() { } }",
        "static class C { [Step(\"S\")] static void S() { } }",
        "class C { [Step(\"S\")] static void S() { } [ValidateWorkflow(typeof(Node), \"V\")] static StepList V() => Begin; }",
        "partial class C { [Step(\"S\")] void S() { } }",
        "partial class C<T> { [Step(\"S\")] static void S() { } }",
        "partial class O<T> { internal partial class C { [Step(\"S\")] static void S() { } } }",
        "partial class C { [Step(\"S\")] static void S<T>() { } }",
        "file static partial class C { [Step(\"S\")] static void S() { } }",
        "partial class O { private partial class C { [Step(\"S\")] static void S() { } } }",
        "partial class O { protected internal partial class C { [Step(\"S\")] static void S() { } } }",
        "class O { internal partial class C { [Step(\"S\")] static void S() { } } }",
        "partial class O { internal partial struct M { internal partial record C { [Step(\"S\")] static void S() { } } } }",
        "static partial class C { [Step(\"S\")] static partial void S(); } static partial class C { static partial void S() { } }",
        "static partial class C { static partial void S(); } static partial class C { [Step(\"S\")] static partial void S() { } }",
        "static partial class C { [Step(\"S\")] static partial void S(); }",
        "static partial class C { [Step(\"S\")] private static partial Task S(); } static partial class C { private static partial "
            + "Task S() => Task.CompletedTask; }",
        "static partial class C { [Step(\"S\")] private static partial Task S(); }",
        "static partial class C { [ValidateWorkflow(typeof(Node), \"V\")] public static partial StepList V(); } static partial "
            + "class C { public static partial StepList V() => Begin; }",
        "static partial class C { static partial StepList V(); [ValidateWorkflow(typeof(Node), \"V\")] static partial StepList V() "
            + "=> Begin; }",
        "static partial class C { [InputStep(\"I\", \"NOC\")] internal static partial Task<Page> I(FormSession form); internal "
            + "static async partial Task<Page> I(FormSession form) => await form.AskAsync<Page>(); }",
        "static partial class C { [InputStep(\"I\", \"NOC\")] internal static partial Task<Page> I(FormSession form); }",
        "static partial class C { private static partial Task<Page> F(FormSession form); private static async partial Task<Page> "
            + "F(FormSession form) => await form.AskAsync<Page>(); [ValidateWorkflow(typeof(Node), \"V\", InputForm = nameof(F))] static "
            + "StepList V() => Begin; }",
        "static partial class C { [Step(\"S\")] static void S() { } [ExternalSystemSteps] internal static partial StepList "
            + "Chain(); internal static partial StepList Chain() => Begin >> S; [ModifyWorkflow(typeof(Node), \"M\")] static partial "
            + "StepList ModifyNode(); static partial StepList ModifyNode() => Begin >> Chain(); }",
        "static partial class C { [Step(\"S\")] static void S() { } [ExternalSystemSteps] internal static partial StepList Chain { "
            + "get; } internal static partial StepList Chain => Begin >> S; [ModifyWorkflow(typeof(Node), \"M\")] static StepList "
            + "ModifyNode() => Begin >> Chain; }",
        "static partial class C { [Step(\"S\")] static void S() { } [ExternalSystemSteps] internal static partial StepList Chain { "
            + "get; } [ModifyWorkflow(typeof(Node), \"M\")] static StepList ModifyNode() => Begin >> Chain; }",
        "partial class C { public partial C(); public partial C() { } public partial event Action E; public partial event Action E "
            + "{ add { } remove { } } [Step(\"S\")] static partial void S(Node subscription); static partial void S(Node subscription) { "
            + "} }",
        "partial class C { public partial event Action E; [Step(\"S\")] static void S() { } }",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { public partial P(); public partial P() { } public "
            + "partial Site Site { get; set; } public partial Site Site { get => field; set => field = value; } = new(); }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public partial B(); public partial int? Size { get; "
            + "set; } public partial int? Size { get => 1; set { } } }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { private partial B(int x); private partial B(int x) { "
            + "} public partial int? Size { get; set; } }",
        "static partial class C { [Step(\"S\")] static void S() { } } static partial class C { [Step(\"T\")] static void T() { } }",
        "static partial class C { static void Local() { Inner(); [Step(\"S\")] static void Inner() { } } }",
        "static partial class C { static readonly Action A = [Step(\"S\")] static () => { }; }",
        "static partial class E { extension(Node) { [Step(\"S\")] public static void S(Node subscription) { } } }",
        "static partial class E { extension(Node subscription) { [Step(\"S\")] public static void S() { } } }",
        "static partial class E { extension(Node subscription) { [Step(\"S\")] public void S() { } } }",
        "static class E { extension(Node) { [Step(\"S\")] public static void S() { } } }",
        "static partial class E { extension<T>(List<T> list) { [Step(\"S\")] public static void S() { } } }",
        "static partial class E { extension(Node) { [ValidateWorkflow(typeof(Node), \"V\")] public static StepList V() => Begin; } }",
        "static partial class C { [Step(\"S\")] public static void S(this Node subscription) { } }",
        "[Obsolete] static partial class C { [Step(\"S\")] static void S() { } }",
        "[Obsolete(\"no\", true)] static partial class C { [Step(\"S\")] static void S() { } }",
        "[Obsolete(\"no\", true)] static partial class O { internal static partial class C { [Step(\"S\")] static void S() { } } }",
        "[Obsolete(\"x\", DiagnosticId = \"OLD1\")] static partial class C { [Step(\"S\")] static void S() { } }",
        "static partial class C { [Obsolete(\"x\", DiagnosticId = \"OLD1\"), Step(\"S\")] static void S() { } }",
        "static partial class C { [Obsolete(\"no\", true), Step(\"S\")] static void S() { } }",
        "[Obsolete(\"no\", true)] class Old; static partial class C { [Obsolete, Step(\"S\")] static void S(Old old) { } }",
        "#pragma warning disable EXP1\n[Experimental(\"EXP1\")] static partial class C { [Step(\"S\")] static void S() { } }",
        "#pragma warning disable EXP1\nstatic partial class C { [Experimental(\"EXP1\"), Step(\"S\")] static void S() { } }",
        "#pragma warning disable EXP1\n[Experimental(\"EXP1\")] public sealed record R(int X); static partial class C { "
            + "[Step(\"S\")] static R S(List<R> list) => list[0]; }",
        "#pragma warning disable EXP1\n[Experimental(\"EXP1\")] public enum Colour { Red } static partial class C { [Step(\"S\")] "
            + "static void S(Colour colour = Colour.Red) { } }",
        "partial class OrchestratorBindings { [Step(\"S\")] static void S() { } }",
        "partial class C { class OrchestratorBindings; [Step(\"S\")] static void S() { } }",
        "partial class C { static int OrchestratorBindings => 1; [Step(\"S\")] static void S() { } }",
        "partial class C { static string nameof(object o) => \"x\"; [Step(\"S\")] static void S() { } }",
        "partial class C { static int Begin => 1; static int System => 1; static int Orchestrator => 1; [Step(\"S\")] static void "
            + "S() { } }",
        "partial class C { class System; class Orchestrator; class Workflow; class Type; [Step(\"S\")] static void S(int size) { } }",
        "partial class C { [Step(\"S\")] static void call() { } [Step(\"T\")] static void steps() { } [Step(\"U\")] static (int A, "
            + "int B) result() => (1, 2); [Step(\"V\")] static void Register() { } [Step(\"W\")] static void RegisterSteps() { } "
            + "[Step(\"X\")] static void Finalize() { } }",
        "public class Base { public class C; } public partial class C : Base { [Step(\"S\")] static void S() { } }",
        "partial class C { [Step(\"S\")] static void S(Other.IClient client) { } }",
        "partial class C { [Step(\"S\")] static Other.Answer S() => new(1); }",
        "partial class C { [Step(\"S\")] static Task<Other.Answer?> S() => Task.FromResult<Other.Answer?>(null); }",
        "public sealed record R(Other.Answer Answer, int Size); partial class C { [Step(\"S\")] static R S() => new(new(1), 2); }",
        "partial class C { [Step(\"S\")] static void S(List<Other.Answer> answers) { } }",
        "partial class C { static async Task<Page> Form(FormSession form, Other.IClient client) => await form.AskAsync<Page>(); "
            + "[CreateWorkflow(typeof(Node), \"C\", InputForm = nameof(Form))] public static StepList Make() => Begin; }",
        "partial class C { [Step(\"S\")] static void S(Node.Active subscription) { } }",
        "partial class C { [Step(\"S\")] static Node.Active? S(Node.Active? subscription) => subscription; }",
        "partial class C { [Step(\"S\")] static Node.Provisioning S(Node subscription) => null!; }",
        "public sealed record Money(int X) { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; } partial "
            + "class C { [Step(\"S\")] static Money S() => new(1); }",
        "partial class C { [Step(\"S\")] static IEnumerable<int> S() { yield return 1; } }",
        "partial class C { [Step(\"S\")] static async void S() => await Task.Yield(); }",
        "partial class C { [Step(\"S\")] static void S() { } static void S(int x) { } }",
        "partial class C { [Step(null!)] static void S() { } }",
        "partial class C { [Step(name: \"S\", Id = \"\")] static void S() { } }",
        "partial class C { [InputStep(null!, null!)] static Task S(FormSession form) => Task.CompletedTask; }",
        "partial class C { [InputStep(\"I\", \"NOC\")] static async Task<Page> S(FormSession form) => await form.AskAsync<Page>(); }",
        "partial class C { [Workflow((Target)99, \"W\")] public static StepList W() => Begin >> Start >> Done; }",
        "partial class C { [Workflow(Target.System, null!)] public static StepList W() => Begin >> Start >> Done; }",
        "partial class C { [Workflow(Target.System, \"W\", null!)] public static StepList W() => Begin >> Start >> Done; }",
        "partial class C { [ModifyWorkflow(null!, \"M\")] public static StepList M() => Begin; }",
        "partial class C { [ModifyWorkflow(typeof(void), \"M\")] public static StepList M() => Begin; }",
        "partial class C { [ModifyWorkflow(typeof(List<>), \"M\")] public static StepList M() => Begin; }",
        "partial class C { [ModifyWorkflow(typeof(Node), null!)] public static StepList M() => Begin; }",
        "partial class C { [ModifyWorkflow(typeof(Node), \"M\", AlsoFor = [typeof(int)])] public static StepList M() => Begin; }",
        "partial class C { [ModifyWorkflow(typeof(Node), \"M\", InputForm = \"Nowhere\")] public static StepList M() => Begin; }",
        "class Base { protected static async Task<Page> Form(FormSession form) => await form.AskAsync<Page>(); } partial class C : "
            + "Base { [CreateWorkflow(typeof(Node), \"M\", InputForm = nameof(Form))] public static StepList M() => Begin; }",
        "partial class C { async void Form(FormSession form) => await form.AskAsync<Page>(); [CreateWorkflow(typeof(Node), \"M\", "
            + "InputForm = nameof(Form))] public static StepList M() => Begin; }",
        "partial class C { [ValidateWorkflow(typeof(Node), \"V\")] public static StepList V => Begin; }",
        "partial class C { [ValidateWorkflow(typeof(Node), \"V\")] public static ref readonly StepList V() => throw new "
            + "NotSupportedException(); }",
        "[Product(\"p\")] public sealed partial record P : SubscriptionModel;",
        "[Product(\"p\")] public sealed partial class P;",
        "[Product(\"p\")] public abstract partial class P : SubscriptionModel;",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { [Obsolete(\"x\", DiagnosticId = \"OLD1\")] public P() { } }",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { [Obsolete(\"no\", true)] public P() { } }",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { public P(int x) { } }",
        "[Product(null!)] public sealed partial class P : SubscriptionModel;",
        "[ProductBlock(null!)] public sealed partial class B : ProductBlock;",
        "[ProductBlock(\"b\")] public sealed partial class Map : ProductBlock { public int Size { get; set; } }",
        "[Product(\"p\")] public sealed partial class Create : SubscriptionModel;",
        "[ProductBlock(\"b\")] public sealed partial class BlockName : ProductBlock;",
        "[ProductBlock(\"b\")] public sealed partial class ValidIn : ProductBlock;",
        "[ProductBlock(\"b\", ValidIn = [SubscriptionLifecycle.Active])] public sealed partial class ValidIn : ProductBlock;",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public new string? Map { get; set; } }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public new string? BlockName { get; set; } }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public static void Map(int x) { } public int Size { "
            + "get; set; } }",
        "public abstract class Base : ProductBlock { public new string? Map { get; set; } } [ProductBlock(\"b\")] public sealed "
            + "partial class B : Base { public int Size { get; set; } }",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { class OrchestratorMapping; }",
        "[Product(\"p\")] public sealed partial class OrchestratorMapping : SubscriptionModel;",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { public Site Site { get; set; } = new(); public "
            + "string AsActive() => \"mine\"; }",
        "[Product(\"p\")] public sealed partial class P : SubscriptionModel { public Site Site { get; set; } = new(); public Site "
            + "Active { get; set; } = new(); }",
        "#pragma warning disable EXP1\n[Experimental(\"EXP1\")] [Product(\"p\")] public sealed partial class P : SubscriptionModel "
            + "{ public Site Site { get; set; } = new(); }",
        "#pragma warning disable EXP1\n[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { "
            + "[Experimental(\"EXP1\")] public int? Size { get; set; } [Obsolete(\"x\", DiagnosticId = \"OLD1\")] public string? Name { "
            + "get; set; } }",
        "public class C { static int X { [Step(\"S\")] get => 1; } }",
        "partial class C { static StepList L { [ValidateWorkflow(typeof(Node), \"V\")] get => Begin; } static StepList M { "
            + "[ExternalSystemSteps] get => Begin; } }",
        "partial class C { [Step(\"S\")] public static C operator +(C a, C b) => a; [Step(\"T\")] public static implicit operator "
            + "int(C c) => 1; [Step(\"U\")] ~C() { } }",
        "partial class C { static event Action E { [Step(\"S\")] add { } [Step(\"T\")] remove { } } }",
        "public interface IS { static abstract void S(); } partial class C : IS { [Step(\"S\")] static void IS.S() { } }",
        "partial class C { [Step(\"S\")] static void S(__arglist) { } }",
        "partial class C { [Step(\"S\"), System.Runtime.InteropServices.UnmanagedCallersOnly] static void S() { } }",
        "partial class C { [Step(\"S\"), System.Diagnostics.Conditional(\"NOWHERE\")] static void S() { } }",
        "partial class C { [Step(\"S\"), ExternalSystemSteps] static StepList S() => Begin; }",
        "partial class C { [InputStep(\"S\", \"NOC\"), ExternalSystemSteps] static StepList S() => Begin; }",
        "partial class C { [ValidateWorkflow(typeof(Node), null!), ExternalSystemSteps] public static StepList V() => Begin; }",
        "partial class C { static void Local() { [ExternalSystemSteps] static StepList Inner() => Begin; Inner(); } }",
        "[Product(\"p\"), ProductBlock(\"b\")] public sealed partial class P : SubscriptionModel;",
        "[Product(\"p\"), ProductBlock(\"b\")] public sealed partial class P : ProductBlock;",
        "static partial class flow { [Step(\"S\")] static void s() { } }",
        "[Product(\"p\")] public sealed partial class lower : SubscriptionModel;",
        "[CLSCompliant(false)] [ProductBlock(\"b\")] public sealed partial class B : ProductBlock { "
            + "[RequiredFrom(SubscriptionLifecycle.Active)] public int? _size { get; set; } } [Product(\"p\")] public sealed partial "
            + "class P : SubscriptionModel { public B B { get; set; } = new(); }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public int X { get; [Obsolete(\"no\", true)] set; } }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public int X { [Obsolete(\"no\", true)] get; set; } }",
        "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public string X { [Obsolete(\"no\", true)] get => "
            + "\"\"; } public int Y { get; [Obsolete(\"x\", DiagnosticId = \"OLD1\")] set; } }",
        "public enum E { A, [Obsolete(\"no\", true)] Old = 7 } partial class C { [Step(\"S\")] static void S(E e = (E)7) { } }",
        "public enum E { [Obsolete(\"no\", true)] Old = 1, New = 1 } partial class C { [Step(\"S\")] static void S(E e = E.New) { } }",
        "#pragma warning disable EXP1, OLD1\npublic enum E { A, [Experimental(\"EXP1\")] New = 7, [Obsolete(\"x\", DiagnosticId = "
            + "\"OLD1\")] Old = 8 } partial class C { [Step(\"S\")] static void S(E a = E.New, E? b = E.Old) { } }",
        "public sealed record R(int A) { [Obsolete(\"no\", true)] public int B => 1; } partial class C { [Step(\"S\")] static R "
            + "S() => null!; }",
        "public record R0 { public int B { [Obsolete(\"no\", true)] get => 1; } } public sealed record R(int A) : R0; partial "
            + "class C { [Step(\"S\")] static Task<R?> S() => null!; }",
        "public sealed record R(int A) { public int B { get; [Obsolete(\"no\", true)] init; } } partial class C { [Step(\"S\")] "
            + "static R S() => null!; }",
        "#pragma warning disable EXP1, OLD1\npublic sealed record R(int A) { [Experimental(\"EXP1\")] public int B => 1; public "
            + "int D { [Obsolete(\"x\", DiagnosticId = \"OLD1\")] get => 1; } } partial class C { [Step(\"S\")] static R S() => null!; }",
        "public sealed record Q : FormPage { [Obsolete(\"no\", true)] public int Z { get; init; } } partial class C { "
            + "[InputStep(\"I\", \"NOC\")] static Task<Q> I(FormSession form) => form.AskAsync<Q>(); }",
        "public sealed record Q : FormPage { [Obsolete(\"no\", true)] public int Z { get; init; } } partial class C { static async "
            + "Task<(Page, Q)> Form(FormSession form) => (await form.AskAsync<Page>(), await form.AskAsync<Q>()); "
            + "[CreateWorkflow(typeof(Node), \"C\", InputForm = nameof(Form))] public static StepList Make() => Begin; }",
        "#pragma warning disable EXP1\npublic sealed record Q : FormPage { [Experimental(\"EXP1\")] public int Z { get; init; } } "
            + "partial class C { static async Task<(Page, Q)> Form(FormSession form) => (await form.AskAsync<Page>(), await "
            + "form.AskAsync<Q>()); [CreateWorkflow(typeof(Node), \"C\", InputForm = nameof(Form))] public static StepList Make() => "
            + "Begin; }",
        "partial class C { [Step(\"S\")] static void S([System.Runtime.InteropServices.Optional, "
            + "System.Runtime.CompilerServices.DateTimeConstant(5)] DateTime at, [System.Runtime.InteropServices.Optional, "
            + "System.Runtime.CompilerServices.DecimalConstant(1, 0, 0u, 0u, 5u)] decimal size, "
            + "[System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(5)] object any) { } }",
        "partial class C { [Step(\"S\")] static void S([Microsoft.Extensions.DependencyInjection.FromKeyedServices(new[] { \"a\" "
            + "})] IServiceProvider services) { } }",
        "partial class C { [Step(\"S\")] static void "
            + "S([Microsoft.Extensions.DependencyInjection.FromKeyedServices(Other.Names.Key)] IServiceProvider services) { } }",
        "partial class C { static async Task<Page> Form(FormSession form, "
            + "[Microsoft.Extensions.DependencyInjection.FromKeyedServices(new object[0])] IServiceProvider services) => await "
            + "form.AskAsync<Page>(); [CreateWorkflow(typeof(Node), \"C\", InputForm = nameof(Form))] public static StepList Make() => "
            + "Begin; }",
        "[ExternalResource(\"r\")] public sealed partial class R : Kept<Wanted>;",
        "[ExternalResource(\"r\")] public sealed class R : Kept<Wanted>;",
        "partial class O { [ExternalResource(\"r\")] private sealed partial class R : Kept<Wanted>; }",
        "partial class O { [ExternalResource(\"r\")] protected sealed partial class R : Kept<Wanted>; }",
        "partial interface O { [ExternalResource(\"r\")] internal sealed partial class R : Kept<Wanted>; }",
        "partial struct O { [ExternalResource(\"r\")] internal sealed partial class R : Kept<Wanted>; }",
        "partial class O<T> { [ExternalResource(\"r\")] internal sealed partial class R : Kept<Wanted>; }",
        "[ExternalResource(\"r\")] file sealed partial class R : Kept<Wanted>;",
        "[ExternalResource(\"r\")] public sealed partial class R<T> : Kept<Wanted>;",
        "[ExternalResource(\"r\")] public abstract partial class R : Kept<Wanted>;",
        "[ExternalResource(\"r\")] public partial class R : Kept<Wanted> { private R() { } }",
        "[ExternalResource(\"r\")] public sealed partial class R;",
        "[ExternalResource(\"r\")] public sealed partial record R;",
        "[ExternalResource(null!)] public sealed partial class R : Kept<Wanted>;",
        "[ExternalResource(\"r\")] public sealed partial class R(int size) : Kept<Wanted> { public int Size => size; }",
        "[ExternalResource(\"r\")] public sealed partial class R(IServiceProvider services, params object[] more) : Kept<Wanted> { "
            + "public object All => (services, more); }",
        "[ExternalResource(\"r\")] public sealed partial class R(IServiceProvider services) : Kept<Wanted> { public "
            + "IServiceProvider Services => services; }",
        "[ExternalResource(\"r\")] public sealed partial class R : Kept<Wanted> { public required int Size { get; init; } }",
        "[ExternalResource(\"r\")] public sealed partial class R : Kept<Other.Answer>;",
        "[ExternalResource(\"r\")] public sealed partial class R(Other.IClient client) : Kept<Wanted> { public object Client => client; }",
        "[ExternalResource(\"r\")] internal sealed partial class R : Kept<R.Inner> { internal sealed record Inner(int A); }",
        "public sealed record Odd(KeyValuePair<string, int> Pair); [ExternalResource(\"r\")] public sealed partial class R : Kept<Odd>;",
        "public sealed record Odd(int @class, Odd? Next) { public required int Size { get; init; } } [ExternalResource(\"r\")] "
            + "public sealed partial class R : Kept<Odd>;",
        "[ExternalResource(\"r\")] public sealed partial class R : Kept<Wanted> { class OrchestratorResource; }",
        "[ExternalResource(\"r\")] public sealed partial class R : Kept<Wanted> { public new int Shape => 1; }",
        "[ExternalResource(\"r\"), Product(\"p\")] public sealed partial class R : SubscriptionModel;",
    ];

    public static TheoryData<string> Styles => [.. Matrix.Share(All)];

    /// <summary>The versions of the language, each with the preprocessor symbols that its projects define.</summary>
    private static readonly RunOptions[] Versions =
    [
        Version(LanguageVersion.CSharp11),
        Version(LanguageVersion.CSharp12),
        Version(LanguageVersion.CSharp13),
        Version(LanguageVersion.Preview),
        Version(LanguageVersion.CSharp14),
    ];

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task What_is_marked_is_emitted_or_refused_at_a_place(string style)
    {
        // Each style in the language that it may need, and in one of the others in turn.
        foreach (var options in new[] { Versions[^1], Versions[style.Length % (Versions.Length - 1)] })
        {
            var compilation = GeneratorTest.Compile(
                options,
                Usings + Products,
                Usings + "namespace App;\n#if DEBUG\n" + style + "\n#endif\n",
                "[assembly: System.CLSCompliant(true)]"
            );
            var driver = GeneratorTest.CreateDriver(options).RunGenerators(compilation, TestContext.Current.CancellationToken);
            var run = GeneratorRun.Of(driver, compilation);
            Assert.Null(RunReasons.Ours(run.Result).Exception);

            var compiler = run.Output.GetDiagnostics(TestContext.Current.CancellationToken);
            Assert.Empty(
                compiler.Where(diagnostic =>
                    diagnostic.Severity >= DiagnosticSeverity.Warning && run.Emitted.Contains(diagnostic.Location.SourceTree!)
                )
            );
            var found = await AnalyzerTest.AnalyzeAsync(run.Output, options);
            Assert.All(found, static diagnostic => Assert.NotEqual(Location.None, diagnostic.Location));
            if (options.Language > LanguageVersion.CSharp11)
            {
                Assert.Empty(
                    Registration.FindSilent(run.Output, run.Emitted, [.. found, .. compiler], TestContext.Current.CancellationToken)
                );
            }
            else
            {
                Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH1008");
            }
        }
    }

    private static RunOptions Version(LanguageVersion language) =>
        RunOptions.Default with
        {
            Language = language,
            Symbols = ["DEBUG", "NET10_0_OR_GREATER"],
            OtherGenerators = [new OtherGenerator().AsSourceGenerator()],
        };
}
