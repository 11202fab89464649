using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1013Tests
{
    private static readonly RunOptions Application = RunOptions.Default with { Kind = OutputKind.ConsoleApplication };

    [Theory]
    [InlineData("public static StepList {|ORCH1013:TerminateA|}() => Begin;", "Put [TerminateWorkflow(typeof(A), \"Terminate a\")] on it")]
    [InlineData("static StepList {|ORCH1013:ModifyB|}() => Begin;", "Put [ModifyWorkflow(typeof(B), \"Modify b\")] on it")]
    [InlineData("public static StepList {|ORCH1013:Tidy|}() => Begin >> Start >> Done;", "put [CreateWorkflow], [ModifyWorkflow]")]
    [InlineData("public static StepList {|ORCH1013:CreateC|}() => Begin;", "put [CreateWorkflow], [ModifyWorkflow]")]
    [InlineData(
        "/// <summary>Like <see cref=\"Tidy\"/>.</summary>\nstatic StepList {|ORCH1013:Tidy|}() { return Begin; }",
        "otherwise use it in a chain"
    )]
    public async Task A_method_with_steps_that_nothing_uses_is_reported_with_the_attribute_that_is_meant(string member, string advice)
    {
        var found = await AnalyzerTest.VerifyAsync(Application, Sources.Products, Sources.Workflows(member), Main);

        Assert.Contains(advice, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>What the attribute cannot name, or what ORCH1004 refuses in it, is not what the name means.</summary>
    [Theory]
    [InlineData("public abstract class C : SubscriptionModel;")]
    [InlineData("public class C : SubscriptionModel;")]
    [InlineData("public class C<T> : SubscriptionModel;")]
    [InlineData("public static class Other { [Product(\"c\")] private sealed partial class C : SubscriptionModel; }")]
    public async Task A_class_that_no_attribute_could_name_as_its_product_is_not_meant(string product)
    {
        var found = await AnalyzerTest.FindAsync(
            Application,
            Sources.Workflows($"public static StepList CreateC() => Begin; {product}"),
            Main
        );

        Assert.Contains(
            "put [CreateWorkflow], [ModifyWorkflow]",
            Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH1013").GetMessage(null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "static StepList Part() => Begin; [ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> Part();"
    )]
    [InlineData("public static StepList Part() => Begin; static string Name() => nameof(Part);")]
    [InlineData("public static StepList Part() => Begin; static Func<StepList> Get() => Part;")]
    [InlineData("public static StepList Part(int count) => Begin;")]
    [InlineData("public static StepList Part<T>() => Begin;")]
    [InlineData("[Obsolete(\"For old tests.\")] public static StepList Part() => Begin;")]
    [InlineData("[ExternalSystemSteps] public static StepList Part() => Begin;")]
    [InlineData("public static StepList Part => Begin;")]
    [InlineData("public static System.Collections.Generic.List<StepList> Parts() => [];")]
    public Task What_is_used_or_may_be_of_use_to_others_is_fine(string members) =>
        AnalyzerTest.VerifyAsync(Application, Sources.Products, Sources.Workflows(members), Main);

    [Fact]
    public Task A_use_in_another_file_is_one() =>
        AnalyzerTest.VerifyAsync(
            Application,
            Sources.Products,
            Sources.Workflows("public static StepList Part() => Begin;"),
            Sources.Workflows("[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Workflows.Part();", "Others"),
            Main
        );

    [Fact]
    public async Task What_a_library_shows_is_for_other_projects_and_what_it_hides_is_not()
    {
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("public static StepList TerminateA() => Begin; // ORCH1013"));
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("private static StepList {|ORCH1013:TerminateA|}() => Begin;"));
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("internal static StepList {|ORCH1013:TerminateA|}() => Begin;"));
        await AnalyzerTest.VerifyAsync(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Other\")]",
            Sources.Products,
            Sources.Workflows("internal static StepList TerminateA() => Begin; // ORCH1013")
        );
    }

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Application,
            Sources.Products,
            "#pragma warning disable ORCH1013\n" + Sources.Workflows("public static StepList TerminateA() => Begin;"),
            Main
        );

    private const string Main = "System.Console.WriteLine(); // ORCH1013 is compared.";
}
