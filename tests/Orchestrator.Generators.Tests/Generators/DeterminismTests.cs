using System.Globalization;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Generators;

public sealed class DeterminismTests
{
    private static readonly string[] Sources =
    [
        Example.Products,
        Example.Workflows,
        GeneratorTest.Author("""
            namespace App.Iıİi;

            public enum Sign { Minus = -1 }

            public static partial class Info
            {
                [Step("I")] static (int II, int NrmID) Do(int INT = -1, double ratio = -1.5, decimal price = -0.25m, Sign sign = (Sign)(-3), string Iı = "ı") => (1, 2);
                [Step("Z")] static void Z() { }
            }
            """),
        GeneratorTest.Author("""namespace App.Iıİi; static partial class Info { [Step("A")] static void A() { } }"""),
        GeneratorTest.Author("""namespace App.Iıİi; [Product("i"), Product("ı")] public sealed partial class Iı : SubscriptionModel { public int I { get; set; } } partial class Iı { public int J { get; set; } }"""),
    ];

    [Fact]
    public void The_same_sources_give_the_same_text() => AssertEqual(Emit(Sources), Emit(Sources));

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        // Paths, which decide the order of a partial type's members, stay with their sources.
        var compilation = GeneratorTest.Compile(RunOptions.Default, Sources);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());

        AssertEqual(Emit(Sources), GeneratorRun.Of(GeneratorTest.CreateDriver().RunGenerators(reversed, TestContext.Current.CancellationToken), reversed).Files);
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo { NegativeSign = "−", NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        var expected = Emit(Sources);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            AssertEqual(expected, Emit(Sources));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_in_a_line_feed_whatever_the_sources_use()
    {
        var windows = Sources.Select(static source => source.ReplaceLineEndings("\r\n")).ToArray();

        AssertEqual(Emit(Sources), Emit(windows));
        Assert.All(Emit(windows).Values, static text => Assert.DoesNotContain('\r', text));
    }

    [Fact]
    public void Nothing_of_one_run_shows_in_another_one_beside_it()
    {
        var expected = Emit(Sources);

        Parallel.For(0, 16, _ => AssertEqual(expected, Emit(Sources)));
    }

    private static IReadOnlyDictionary<string, string> Emit(string[] sources)
    {
        var compilation = GeneratorTest.Compile(RunOptions.Default, sources);
        return GeneratorRun.Of(GeneratorTest.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken), compilation).Files;
    }

    private static void AssertEqual(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(static file => file.Key, StringComparer.Ordinal), actual.OrderBy(static file => file.Key, StringComparer.Ordinal));
    }
}
