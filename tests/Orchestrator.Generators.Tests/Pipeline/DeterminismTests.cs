using System.Globalization;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class DeterminismTests
{
    private static readonly string[] Sources =
    [
        Example.Products,
        GeneratorTest.Author(
            """
            namespace App.Iıİi;

            [ProductBlock("Iı", ValidIn = [SubscriptionLifecycle.Active])]
            public sealed partial class InfoIıBlock : ProductBlock
            {
                [Range(-1.5, 2.5)] public double Ratio { get; set; }
                [Range(-10, -1)] public decimal? INT { get; set; }
                [StringLength(9, MinimumLength = 1)] public string? Title { get; set; }
            }
            """
        ),
        Example.Workflows,
        GeneratorTest.Author(
            """
            namespace App.Iıİi;

            public enum Sign { Minus = -1 }

            public static partial class Info
            {
                [Step("I")] static (int II, int NrmID) Do(int INT = -1, double ratio = -1.5, decimal price = -0.25m, Sign sign = (Sign)(-3), string Iı = "ı") => (1, 2);
                [Step("Z")] static void Z() { }
            }
            """
        ),
        GeneratorTest.Author("""namespace App.Iıİi; static partial class Info { [Step("A")] static void A() { } }"""),
        GeneratorTest.Author(
            """namespace App.Iıİi; [Product("i"), Product("ı")] public sealed partial class Iı : SubscriptionModel { public int I { get; set; } } partial class Iı { public int J { get; set; } }"""
        ),
    ];

    [Fact]
    public void The_same_sources_give_the_same_text() => AssertEqual(Emit(Sources), Emit(Sources));

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        // Paths, which decide the order of a partial type's members, stay with their sources.
        var compilation = GeneratorTest.Compile(RunOptions.Default, Sources);
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());

        AssertEqual(
            Emit(Sources),
            GeneratorRun.Of(GeneratorTest.CreateDriver().RunGenerators(reversed, TestContext.Current.CancellationToken), reversed).Files
        );
    }

    [Theory]
    [InlineData("tr-TR", "İ", "-1,5")]
    [InlineData("fi-FI", "I", "−1,5")]
    public void The_culture_of_the_machine_does_not_matter(string name, string upper, string number)
    {
        var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        var expected = Emit(Sources);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal((upper, number), ("i".ToUpper(CultureInfo.CurrentCulture), (-1.5).ToString(CultureInfo.CurrentCulture)));
            AssertEqual(expected, Emit(Sources));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("/src/App/Foo/X.cs", "/src/App/FooBar.cs")]
    [InlineData("/src/App/FooBar.cs", "/src/App/Foo/X.cs")]
    public void The_separator_of_paths_does_not_matter(string first, string second)
    {
        AssertEqual(EmitAt(first, second), EmitAt(first.Replace('/', '\\'), second.Replace('/', '\\')));

        static IReadOnlyDictionary<string, string> EmitAt(string first, string second)
        {
            string[] paths = [first, second];
            var compilation = GeneratorTest.Compile(
                RunOptions.Default,
                GeneratorTest.Author(
                    """namespace App; [Product("one")] public sealed partial class P : SubscriptionModel { public int A { get; set; } } public static partial class Steps { [Step("A")] static void A() { } }"""
                ),
                GeneratorTest.Author(
                    """namespace App; [Product("two")] partial class P { public int B { get; set; } } static partial class Steps { [Step("B")] static void B() { } }"""
                )
            );
            foreach (var (tree, index) in compilation.SyntaxTrees.Select(static (tree, index) => (tree, index)).ToArray())
            {
                compilation = compilation.ReplaceSyntaxTree(tree, tree.WithFilePath(paths[index]));
            }

            return GeneratorRun
                .Of(GeneratorTest.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken), compilation)
                .Files;
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
        return GeneratorRun
            .Of(GeneratorTest.CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken), compilation)
            .Files;
    }

    private static void AssertEqual(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.OrderBy(static file => file.Key, StringComparer.Ordinal),
            actual.OrderBy(static file => file.Key, StringComparer.Ordinal)
        );
    }
}
