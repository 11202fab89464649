using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>JSON converters count for the values of the chains of another assembly, wherever they are declared.</summary>
public sealed class PublishedConverterTests
{
    [Theory]
    [InlineData("", "{|ORCH3003:UsePrice|}", 1)]
    [InlineData("public sealed class MoneyAsText : Writing<Types.Money>;", "UsePrice", 0)]
    [InlineData("public sealed class OfAny<T> : Writing<T>;", "UsePrice", 0)]
    [InlineData("public sealed class OfUnit : Writing<Types.Unit>;", "{|ORCH3003:UsePrice|}", 1)]
    [InlineData("public sealed class MoneyAsText : Writing<Types.Money>;", "UsePrices", 0)]
    [InlineData("", "{|ORCH3003:UsePrices|}", 1)]
    [InlineData("public sealed class OfNumbers : Writing<int>;", "UseCount", 0)]
    [InlineData("public sealed class OfEverything : Making;", "UsePrice", 0)]
    [InlineData("public sealed class OfEverything : Making;", "{|ORCH3003:UseCount|}", 1)]
    public async Task A_converter_that_only_the_application_sees_counts_for_their_values(string converter, string use, int reported)
    {
        var types = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Types",
            },
            "namespace Types; public sealed record Money(decimal Amount, string Currency); public sealed record Unit(string One, "
                + "string Other);"
        );
        var library = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Library",
                MoreReferences = [types.ToReference()],
            },
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Price")] static (Types.Money Price, List<Types.Money> Prices, int Count) Price() => default!;
                public static StepList Prices => Begin >> Price;
                """,
                "Shared"
            )
        );
        var json = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Json",
                MoreReferences = [types.ToReference()],
            },
            $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;
            namespace Json;
            public abstract class Writing<T> : JsonConverter<T>
            {
                public override T? Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => default;
                public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
            }
            public abstract class Making : JsonConverterFactory
            {
                public override bool CanConvert(System.Type typeToConvert) => true;
                public override JsonConverter? CreateConverter(System.Type typeToConvert, JsonSerializerOptions options) => null;
            }
            {{converter}}
            """
        );

        var found = await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [types.ToReference(), library.ToReference(), json.ToReference()],
            },
            Sources.Workflows(
                $$"""
                [Step("Use")] static void UsePrice(string price) { }
                [Step("Use all")] static void UsePrices(List<string> prices) { }
                [Step("Use count")] static void UseCount(string count) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Shared.Prices >> {{use}};
                """
            )
        );

        Assert.Equal(reported, found.Count);
    }
}
