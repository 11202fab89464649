using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// No generator sees what another one emits. What our author has marked and needs something of that is bound without it, or refused at a
/// place that the author can read: never left out without a word.
/// </summary>
public sealed class OtherGeneratorTests
{
    private const string Product = """namespace App; [Product("node")] public sealed partial class Node : SubscriptionModel;""";

    /// <summary>What the author writes, and what the other generator does.</summary>
    public static TheoryData<string, string> Refused =>
        new()
        {
            // The class of a product or block.
            {
                """[Product("p")] public sealed partial class {|ORCH4001:P|} : Gen.Base { public string? X => null; }""",
                "namespace Gen; public abstract class Base : SubscriptionModel;"
            },
            {
                """[ProductBlock("b")] public sealed partial class {|ORCH4001:B|} : Gen.Base { public int Y { get; set; } }""",
                "namespace Gen; public abstract class Base : ProductBlock;"
            },
            {
                """public abstract class Middle : Gen.Base; [Product("p")] public sealed partial class {|ORCH4001:P|} : Middle;""",
                "namespace Gen; public abstract class Base : SubscriptionModel;"
            },
            { """[Product("p")] public sealed partial class {|ORCH4001:P|};""", "namespace App; partial class P : SubscriptionModel;" },
            {
                """[ProductBlock("b")] public sealed partial class {|ORCH4001:B|} { public int Y { get; set; } }""",
                "namespace App; partial class B : ProductBlock;"
            },
            {
                """[ProductBlock("b")] public sealed partial class {|ORCH4001:B|} : ProductBlock { private B(int x) { } }""",
                "namespace App; partial class B { public B() { } }"
            },
            {
                """[Product(Gen.Names.Name)] public sealed partial class {|ORCH4001:P|} : SubscriptionModel; [ProductBlock("b", Tag = Gen.Names.Name)] public sealed partial class {|ORCH4001:B|} : ProductBlock;""",
                Names
            },
            {
                """[Product("p")] public sealed partial class {|ORCH4001:P|}; public static partial class Flow { [ValidateWorkflow(typeof(P), "V")] public static StepList {|ORCH1002:ValidateP|}() => Begin >> S; [Step("S")] static void S(P {|ORCH3002:subscription|}) { } [Step("T")] static P {|ORCH1002:T|}(Guid product) => P.Create(product, ""); }""",
                "namespace App; partial class P : SubscriptionModel { public static P Create(global::System.Guid product, string "
                    + "customer) => new(); }"
            },
            // Its members.
            {
                """[ProductBlock("b")] public sealed partial class {|ORCH4001:B|} : ProductBlock { public int Y { get; set; } }""",
                "namespace App; partial class B { public int Z { get; set; } }"
            },
            {
                """[ProductBlock("b")] public sealed partial class B : ProductBlock { public Gen.Kind {|ORCH4001:Kind|} { get; set; } }""",
                "namespace Gen; public enum Kind { One }"
            },
            {
                """[ProductBlock("b")] public sealed partial class B : ProductBlock { [Range(1, Gen.Names.Most)] public int {|ORCH4001:Speed|} { get; set; } }""",
                Names
            },
            // What the attributes of a method name.
            {
                """public static partial class Flow { [Step(Gen.Names.Name)] static void {|ORCH1002:S|}() { } [Step("T", Id = Gen.Names.Name)] static void {|ORCH1002:T|}() { } [InputStep("I", Gen.Names.Name)] static Task {|ORCH1002:I|}(FormSession form) => Task.CompletedTask; }""",
                Names
            },
            {
                """public static partial class Flow { [ValidateWorkflow(typeof(Node), Gen.Names.Name)] public static StepList {|ORCH1002:ValidateNode|}() => Begin; }""",
                Names
            },
            {
                """public static partial class Flow { [ValidateWorkflow(typeof(Node), "V", Policy = Gen.Names.Name)] public static StepList {|ORCH1002:ValidateNode|}() => Begin; }""",
                Names
            },
            {
                """public sealed record Page : FormPage { public int Size { get; init; } } public static partial class Flow { [ValidateWorkflow(typeof(Node), "V", InputForm = "Ask")] public static StepList {|ORCH1002:ValidateNode|}() => Begin; }""",
                "namespace App; partial class Flow { static async global::System.Threading.Tasks.Task<Page> Ask(FormSession form) "
                    + "=> await form.AskAsync<Page>(); }"
            },
            {
                """public static partial class Flow { [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(Node), "M", Defaults = "First")] public static StepList {|ORCH1002:ModifyNode|}() => Begin >> Chain; }""",
                """namespace App; partial class Flow { [Step("First")] static void First() { } }"""
            },
            {
                """public static partial class Flow { [Step("S")] static void S() { } [ExternalSystemSteps(Workflow = Gen.Names.Name)] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(Node), "M")] public static StepList {|ORCH1002:ModifyNode|}() => Begin >> Chain; }""",
                Names
            },
            // Types of parameters and results.
            {
                """public static partial class Flow { [Step("S")] static void S(Gen.Answer {|ORCH3002:answer|}) { } [Step("T")] static Gen.Answer {|ORCH1002:T|}() => new(1); [Step("U")] static (Gen.Answer A, int B) {|ORCH1002:U|}() => (new(1), 2); }""",
                "namespace Gen; public sealed record Answer(int Speed);"
            },
            {
                """public sealed record Answer(int Speed) : Gen.Base; public static partial class Flow { [Step("S")] static Answer {|ORCH1002:S|}() => new(1); }""",
                "namespace Gen; public abstract record Base { public int Inherited { get; init; } }"
            },
            // Steps and chains.
            {
                """public static partial class Flow { [ValidateWorkflow(typeof(Node), "V")] public static StepList ValidateNode() => Begin >> {|ORCH3001:Gen.Steps.Push|}; }""",
                """namespace Gen; public static partial class Steps { [Step("Push")] internal static void Push() { } }"""
            },
            {
                """public static partial class Flow { [Step("S")] internal static void S() { } [ModifyWorkflow(typeof(Node), "M")] public static StepList {|ORCH2008:ModifyNode|}() => Begin >> Gen.Chains.Chain; }""",
                "namespace Gen; public static class Chains { [ExternalSystemSteps] internal static StepList Chain => Begin >> "
                    + "global::App.Flow.S; }"
            },
            {
                """public static partial class Flow { [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(Node), "M")] public static partial StepList {|ORCH2008:ModifyNode|}(); }""",
                "namespace App; partial class Flow { public static partial StepList ModifyNode() => Begin >> Chain; }"
            },
        };

    private const string Names =
        """namespace Gen; public static class Names { public const string Name = "Name"; public const int Most = 5; }""";

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_needs_what_another_generator_emits_is_refused_at_a_place(string source, string other)
    {
        var found = await AnalyzerTest.VerifyAsync(With(other), GeneratorTest.Author(Product + source));

        Assert.All(
            found,
            static diagnostic => Assert.Contains("emitted by another source generator", diagnostic.GetMessage(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_partial_member_whose_body_another_generator_emits_is_bound()
    {
        const string other = """
            namespace App;
            partial class Flow
            {
                static partial void Push() { }
                private static partial global::System.Threading.Tasks.Task<(int A, int B)> Pull() => global::System.Threading.Tasks.Task.FromResult((1, 2));
                static partial StepList Chain => Begin >> Push >> Pull;
            }
            partial class B { public partial int Speed { get => 1; set { } } public partial B() { } }
            """;
        var options = With(other);
        var run = GeneratorTest.Run(
            options,
            GeneratorTest.Author(
                Product
                    + """
                    public static partial class Flow
                    {
                        [Step("Push")] static partial void Push();
                        [Step("Pull")] private static partial Task<(int A, int B)> Pull();
                        [ModifyWorkflow(typeof(Node), "Modify node")] public static StepList ModifyNode() => Begin >> Chain;
                        [ExternalSystemSteps] static partial StepList Chain { get; }
                    }
                    [ProductBlock("b")] public sealed partial class B : ProductBlock { public partial B(); public partial int Speed { get; set; } }
                    """
            )
        );

        Assert.Empty((await AnalyzerTest.AnalyzeAsync(run.Output, options)).Select(static diagnostic => diagnostic.ToString()));
        Assert.Contains(
            "ReconcileNode() => global::Orchestrator.Workflow.Begin >> Chain",
            run.File("App.Flow.g.cs"),
            StringComparison.Ordinal
        );
        Assert.Contains("await Pull()", run.File("App.Flow.g.cs"), StringComparison.Ordinal);
        Assert.Contains("Speed = mapper.Value(", run.File("App.B.Mapping.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emitted_file_that_is_kept_with_the_sources_is_read_like_any_other() =>
        await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                Product
                    + """public static partial class Flow { [ValidateWorkflow(typeof(Node), "V")] public static StepList ValidateNode() => Begin >> Kept.Push; } [ProductBlock("b")] public sealed partial class B : ProductBlock;"""
            ),
            "// <auto-generated/>\n#nullable enable\nusing Orchestrator; namespace App; public static partial class Kept { "
                + "[Step(\"Push\")] internal static void Push() { } } partial class B { public int Speed { get; set; } }"
        );

    private static RunOptions With(string other) =>
        RunOptions.Default with
        {
            OtherGenerators = [new OtherGenerator(other).AsSourceGenerator()],
        };
}
