using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Why a view that is named does not exist: ORCH4016, and ORCH4001 and ORCH1001 where the class is the reason. The compiler stops at an
/// error in a declaration before any analyzer runs, so it is the generator that reports there.
/// </summary>
public sealed class Orch4016Tests
{
    private const string Product = "[Product(\"lamp\")] public sealed partial class Lamp : SubscriptionModel";

    private const string Required = "[RequiredFrom(SubscriptionLifecycle.Active)] ";

    private static readonly string[] Namings =
    [
        "public static partial class W "
            + "{ [Step(\"Dim\")] internal static void Dim(Lamp.Active subscription) => Console.WriteLine(subscription); }",
        "public abstract class Base<T> { } public sealed class Named : Base<Lamp.Active>;",
        "public sealed class Named { public List<App.Lamp.Active>? Lamps { get; set; } public Lamp.Active? Field; }",
        "public interface INamed { Lamp.Active? Find(global::App.Lamp.Active lamp); }",
        "public delegate void Named(Lamp.Active lamp);",
        "public sealed class OfAttribute(Type type) : Attribute { public Type Type => type; } "
            + "[Of(typeof(Lamp.Active))] public sealed class Named;",
        "public sealed record Named(Lamp.Active Lamp);",
        "public sealed class Named<T> where T : Lamp.Active;",
    ];

    public static TheoryData<string, string, string> Causes
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var naming in Namings)
            {
                data.Add(naming, Lamp("public sealed partial class Lamp : SubscriptionModel", Required), "ORCH4001: Product 'Lamp'");
                data.Add(naming, Lamp("public class Lamp : SubscriptionModel", Required), "ORCH4001: Product 'Lamp'");
                data.Add(naming, Lamp(Product.Replace("partial ", "", StringComparison.Ordinal), Required), "ORCH1001: 'Lamp' must be");
                data.Add(naming, Lamp(Product, ""), "ORCH4016: View 'Lamp.Active' does not exist: nothing in 'Lamp' is required");
                data.Add(
                    naming,
                    Lamp(Product, Required).Replace("LampBlock Block", "LampBlock Each", StringComparison.Ordinal),
                    "ORCH4016: View 'Lamp.Active' does not exist: a member or type of the same name"
                );
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task What_hides_a_view_is_reported_once_where_the_compiler_stops_and_once_in_an_editor(
        string naming,
        string lamp,
        string said
    )
    {
        string[] sources = [Author($"namespace App; {naming}"), lamp];

        var inBuild = await AnalyzerTest.FindInBuildAsync(RunOptions.Default, sources);
        var inEditor = await AnalyzerTest.FindAsync(RunOptions.Default, sources);

        Assert.Contains(inBuild, static diagnostic => diagnostic.Id == "CS0426");
        AssertSaid(said, inBuild.Where(static diagnostic => diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal)));
        AssertSaid(said, inEditor);
    }

    /// <summary>A sample with a resource that takes a view, and each of the slips that hide the view.</summary>
    [Theory]
    [InlineData("[Product(\"lamp\")]", "", "ORCH4001: Product 'Lamp'")]
    [InlineData("partial class Lamp :", "class Lamp :", "ORCH1001: 'Lamp' must be partial")]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Active)]", "", "ORCH4016: View 'Lamp.Active' does not exist")]
    [InlineData("partial class Site", "class Site", "ORCH1001: 'Site' must be partial")]
    [InlineData("Lamp.Active, LampState", "Lamp.Provisioning, LampState", "ORCH4016: View 'Lamp.Provisioning' does not exist")]
    public async Task A_resource_that_takes_a_view_tells_why_it_does_not_exist(string text, string instead, string said)
    {
        const string source = """
            namespace App;

            public static partial class Site
            {
                [Product("lamp")]
                public sealed partial class Lamp : SubscriptionModel { public LampBlock Block { get; set; } = new(); }
            }

            [ProductBlock("Lamp")]
            public sealed partial class LampBlock : ProductBlock
            {
                [RequiredFrom(SubscriptionLifecycle.Active)]
                public int? Lumens { get; set; }
            }

            public sealed record LampState(int? Lumens);

            [ExternalResource("lamp")]
            public sealed partial class LampResource : ExternalResource<Site.Lamp, Site.Lamp.Active, LampState>
            {
                public override string? Identify(Site.Lamp subscription) => subscription.SubscriptionId.ToString();
                public override LampState Describe(Site.Lamp.Active subscription) => new(subscription.Block.Lumens);
                public override Task<LampState?> ReadAsync(string key, CancellationToken cancellationToken) =>
                    Task.FromResult<LampState?>(null);
                public override Task<string> ApplyAsync(
                    string? key, LampState desired, LampState? actual, CancellationToken cancellationToken) => Task.FromResult("lamp");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """;
        Assert.Contains(text, source, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await AnalyzerTest.FindInBuildAsync(RunOptions.Default, Author(source)),
            static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
        );

        var found = await AnalyzerTest.FindInBuildAsync(
            RunOptions.Default,
            Author(source.Replace(text, instead, StringComparison.Ordinal))
        );

        Assert.Contains(found, static diagnostic => diagnostic.Id == "CS0426");
        AssertSaid(said, found.Where(static diagnostic => diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("internal static object Show(Lamp lamp) => new {|ORCH4016:Lamp.Active|}(lamp);")]
    [InlineData("internal static void Show() { {|ORCH4016:Lamp.Active|}? lamp = null; Console.WriteLine(lamp); }")]
    [InlineData("internal static object Lamps = new List<{|ORCH4016:Lamp.Active|}>();")]
    public async Task A_view_that_a_body_names_is_reported_where_it_is_named(string member)
    {
        var found = await AnalyzerTest.VerifyAsync(Author($"namespace App; public static class Shown {{ {member} }}"), Lamp(Product, ""));

        Assert.Contains(
            "[RequiredFrom(SubscriptionLifecycle.Active)], or take 'Lamp'",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Lamp.Migrating", "the views of a product or block are 'Provisioning' and 'Active'; take one of them, or 'Lamp'")]
    [InlineData("Lamp.Provisioning", "nothing in 'Lamp' is required from provisioning")]
    public async Task Which_views_there_can_be_is_said(string view, string problem)
    {
        var found = await AnalyzerTest.FindAsync(
            RunOptions.Default,
            Author($"namespace App; public interface INamed {{ void Take({view} lamp, {view} other); }}"),
            Lamp(Product, Required)
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public interface INamed { void Take(Lamp.Active lamp); }")]
    [InlineData("public static class Shown { internal static object Show(Lamp lamp) => new Lamp.Active(lamp); }")]
    [InlineData("public interface INamed { void Take(LampBlock.Active lamp); }")]
    [InlineData("public static class Other { public sealed class Active; } public interface INamed { void Take(Other.Active other); }")]
    public async Task A_view_that_exists_is_fine(string named)
    {
        string[] sources = [Author($"namespace App; {named}"), Lamp(Product, Required)];

        Assert.Empty(await AnalyzerTest.FindInBuildAsync(RunOptions.Default, sources));
        Assert.Empty(await AnalyzerTest.FindAsync(RunOptions.Default, sources));
    }

    [Theory]
    [InlineData(
        "[Product(\"lamp\")] public sealed partial class Lamp : Around { public sealed class Active; }",
        "public abstract class Around : SubscriptionModel"
    )]
    [InlineData("[Prodct(\"lamp\")] public sealed partial class Lamp : SubscriptionModel;", "public class Other")]
    [InlineData("public sealed class Lamp;", "public class Other")]
    public async Task A_class_of_which_the_compiler_or_no_one_knows_what_is_meant_is_fine(string lamp, string other) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindInBuildAsync(
                RunOptions.Default,
                Author($"namespace App; {lamp} {other}; public interface INamed {{ void Take(Lamp.Active lamp); }}")
            ),
            static diagnostic => diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal)
        );

    /// <summary>The compiler warns of a name in a comment that it does not find, and stops at none.</summary>
    [Theory]
    [InlineData("/// <summary>Before <see cref=\"Lamp.Active\"/>.</summary>\npublic sealed class Named;")]
    [InlineData("/// <summary>See <see cref=\"Lamp.Active.Block\"/>.</summary>\npublic sealed class Named;")]
    [InlineData(
        "public static class Named\n{\n/// <summary>See <see cref=\"Take(Lamp.Active)\"/>.</summary>\n"
            + "public static void Take(Lamp lamp) => Console.WriteLine(lamp);\n}"
    )]
    public async Task A_view_that_a_comment_names_is_left_to_the_compiler(string named)
    {
        string[] sources = [Author($"namespace App;\n{named}"), Lamp(Product, "")];

        Assert.Empty(await AnalyzerTest.FindInBuildAsync(RunOptions.Default, sources));
        Assert.Empty(await AnalyzerTest.FindAsync(RunOptions.Default, sources));
    }

    /// <summary>What the generator reports lies where the class is now, also after an edit that changes no declaration.</summary>
    [Fact]
    public void What_is_reported_moves_with_the_source()
    {
        var compilation = Compile(
            RunOptions.Default,
            Author("namespace App; public interface INamed { void Take(Lamp.Active lamp); }"),
            Lamp(
                "public static class Before { public static int Count() => 1; }\npublic sealed partial class Lamp : SubscriptionModel",
                Required
            )
        );
        var driver = CreateDriver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        var first = Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line;

        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[1],
            Edit(compilation.SyntaxTrees[1], static text => text.Replace("=> 1;", "=>\n\n2;", StringComparison.Ordinal))
        );
        driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);

        Assert.Equal(first + 2, Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        RunReasons.AssertNoStepRan(driver.GetRunResult());
    }

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Author(
                "namespace App;\n#pragma warning disable ORCH4016\n"
                    + "public static class Shown { internal static object Show(Lamp lamp) => new Lamp.Active(lamp); }"
            ),
            Lamp(Product, "")
        );

    private static void AssertSaid(string said, IEnumerable<Diagnostic> found)
    {
        var one = Assert.Single(found);
        Assert.StartsWith(said, $"{one.Id}: {one.GetMessage()}", StringComparison.Ordinal);
        Assert.True(one.Location.IsInSource);
    }

    private static string Lamp(string declaration, string mark) =>
        Author(
            $$"""
            namespace App;

            {{declaration}} { public LampBlock Block { get; set; } = new(); }

            [ProductBlock("Lamp")]
            public sealed partial class LampBlock : ProductBlock { {{mark}}public int? Lumens { get; set; } }
            """
        );
}
