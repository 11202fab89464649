using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>ORCH3003: which types a state key can be provided and needed with.</summary>
public sealed class Orch3003TypeTests
{
    // What the rule takes for impossible is: every value of the one type is refused by the serializer of the state as the other.
    [Fact]
    public void What_is_said_not_to_fit_is_refused_by_the_state()
    {
        object[] values =
        [
            Guid.NewGuid(),
            new DateOnly(2026, 2, 1),
            new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
            DateTimeOffset.UtcNow,
            new TimeOnly(10, 0),
            TimeSpan.FromHours(10),
            "x",
            1,
            true,
            new List<int> { 1 },
            new List<string> { "x" },
            new[] { Guid.NewGuid() },
        ];
        var compilation = GeneratorTest.Compile(RunOptions.Default);
        foreach (var given in values)
        {
            foreach (var needs in values.Where(needs => Shape(needs.GetType()).Refuses(Shape(given.GetType()))))
            {
                var state = State.Empty.With("key", given);

                Assert.ThrowsAny<OrchestratorException>(() =>
                    typeof(State)
                        .GetMethod(nameof(State.Get))!
                        .MakeGenericMethod(needs.GetType())
                        .Invoke(state, System.Reflection.BindingFlags.DoNotWrapExceptions, null, ["key"], null)
                );
            }
        }

        JsonShape Shape(Type type) => JsonShape.Of(SymbolOf(type), JsonConverters.Of(CompilationReader.Of(compilation)));

        Microsoft.CodeAnalysis.ITypeSymbol SymbolOf(Type type) =>
            type.IsArray ? compilation.CreateArrayTypeSymbol(SymbolOf(type.GetElementType()!))
            : type.IsGenericType
                ? compilation
                    .GetTypeByMetadataName(type.GetGenericTypeDefinition().FullName!)!
                    .Construct([.. type.GenericTypeArguments.Select(SymbolOf)])
            : compilation.GetTypeByMetadataName(type.FullName!)!;
    }

    [Theory]
    [InlineData("DateOnly", "Guid")]
    [InlineData("Guid", "DateTime")]
    [InlineData("DateTimeOffset", "DateOnly")]
    [InlineData("TimeSpan", "Guid")]
    [InlineData("List<int>", "List<string>")]
    [InlineData("string[]", "HashSet<int>")]
    [InlineData("List<Guid>", "List<DateOnly>")]
    public async Task A_key_of_a_type_that_cannot_be_read_as_the_other_is_reported(string given, string needed)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("Give")] static ({{given}} Value, int N) Give() => default;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                """
            )
        );

        Assert.Contains(
            $"as '{needed}', but 'Give' provides it as '{given}'; take that type",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("DateOnly", "DateTime")]
    [InlineData("double", "int")]
    [InlineData("string", "Guid")]
    [InlineData("Guid", "string")]
    [InlineData("Guid", "Uri")]
    [InlineData("TimeOnly", "TimeSpan")]
    [InlineData("List<double>", "int[]")]
    [InlineData("List<string>", "List<DateOnly>")]
    [InlineData("List<List<int>>", "List<object>")]
    public async Task A_key_of_a_type_that_may_be_read_as_the_other_is_fine(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> Use;
                """
            )
        );

    [Theory]
    [InlineData("Id", "Guid")]
    [InlineData("Guid", "Id")]
    [InlineData("Id?", "string?")]
    [InlineData("List<Id>", "List<Guid>")]
    [InlineData("Text", "string")]
    [InlineData("string", "Prefix")]
    [InlineData("Prefix", "string")]
    [InlineData("Color", "int")]
    [InlineData("TimeSpan", "int")]
    [InlineData("Marked", "string")]
    [InlineData("Named", "string")]
    public async Task A_type_that_may_have_a_converter_is_fine(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public readonly record struct Id(Guid Value);
                public sealed record Text(string Value) { public static Text Empty { get; } = new(""); }
                public sealed record Prefix(string Address, int Length);
                public enum Color { Red }
                [OwnConverter] public sealed record Marked(string One, string Other);
                [AttributeUsage(AttributeTargets.Class)] public sealed class OwnConverterAttribute : System.Text.Json.Serialization.JsonConverterAttribute;
                public abstract class Writing<T> : System.Text.Json.Serialization.JsonConverter<T>
                {
                    public override T? Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) => default;
                    public override void Write(System.Text.Json.Utf8JsonWriter writer, T value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNullValue();
                }
                public sealed class PrefixConverter : Writing<Prefix>;
                public sealed class ColorConverter : Writing<Color>;
                public sealed class SecondsConverter : Writing<TimeSpan>;
                public sealed record Named(string One, string Other);
                public static class Around { public sealed class NamedAsText : Writing<Named>; }

                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> Use;
                """
            )
        );

    [Theory]
    [InlineData("Money", "string")]
    [InlineData("string", "Money")]
    [InlineData("List<Money>", "List<string>")]
    [InlineData("Unit", "int")]
    public async Task A_type_whose_converter_stands_in_another_project_is_fine(string given, string needed)
    {
        const string use = "using System.Text.Json; using System.Text.Json.Serialization; ";
        var types = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Types",
            },
            "namespace Types; public sealed record Money(decimal Amount, string Currency); public enum Unit { Metre }"
        );
        var json = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Json",
                MoreReferences = [types.ToReference()],
            },
            use
                + """
                namespace Json;
                internal static class Converters
                {
                    private abstract class Writing<T> : JsonConverter<T>
                    {
                        public override T? Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => default;
                        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
                    }
                    private sealed class MoneyAsText : Writing<Types.Money>;
                    private sealed class Units : Writing<Types.Unit>;
                }
                """
        );
        string[] sources =
        [
            Sources.Products,
            Sources
                .Workflows(
                    $$"""
                    [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                    [Step("Use")] static void Use({{needed}} value) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                    """
                )
                .Replace("namespace App;", "using Types; namespace App;", StringComparison.Ordinal),
        ];

        await AnalyzerTest.VerifyAsync(RunOptions.Default with { MoreReferences = [types.ToReference()] }, sources);
        await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [types.ToReference(), json.ToReference()],
            },
            [.. sources.Select(AnalyzerTest.Unmark)]
        );
    }

    [Theory]
    [InlineData("Plain", "string")]
    [InlineData("int", "Plain")]
    [InlineData("List<Plain>", "List<Guid>")]
    public async Task A_record_of_several_values_without_a_converter_is_an_object(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public sealed record Plain(string Address, int Length);
                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                """
            )
        );
}
