using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1002Tests
{
    [Theory]
    [InlineData("public static void Push(int x) { }", true)]
    [InlineData("protected void Push(int x) { }", true)]
    [InlineData("public virtual void Push(long x) { }", true)]
    [InlineData("public static void Push<T>() { }", false)]
    [InlineData("public static void Push<T>() { }", true, LanguageVersion.CSharp12)]
    [InlineData("public static void Push() { }", false)]
    [InlineData("public void Push() { }", false)]
    [InlineData("private static void Push(int x) { }", false)]
    [InlineData("public static int Push => 1;", false)]
    public async Task A_step_is_reported_exactly_when_an_inherited_method_makes_its_name_ambiguous(
        string inherited,
        bool isAmbiguous,
        LanguageVersion language = LanguageVersion.CSharp14
    )
    {
        var name = isAmbiguous ? "{|ORCH1002:Push|}" : "Push";
        string[] sources =
        [
            Sources.Products,
            GeneratorTest.Author(
                $$"""namespace App; public class First { {{inherited}} } public class Second : First; public partial class Flow : Second { [Step("S")] public static new void {{name}}() { } [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Push; }"""
            ),
        ];

        var found = await AnalyzerTest.VerifyAsync(RunOptions.Default with { Language = language }, sources);

        // The compiler says of the chain that it cannot be, and not why.
        var errors = GeneratorTest
            .Compile(RunOptions.Default with { Language = language }, [.. sources.Select(AnalyzerTest.Unmark)])
            .GetDiagnostics(TestContext.Current.CancellationToken);
        Assert.Equal(isAmbiguous, errors.Any(static error => error.Id == "CS0019"));
        Assert.All(
            found,
            static diagnostic =>
                Assert.Contains("it inherits another method of this name from 'First'", diagnostic.GetMessage(), StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("static void {|ORCH1002:Equals|}(int x) { }")]
    [InlineData("static void {|ORCH1002:ToString|}(int x) { }")]
    [InlineData("static new void ToString() { }")]
    public async Task Methods_of_object_are_inherited_too(string step) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            GeneratorTest.Author($$"""namespace App; public static partial class Flow { [Step("S")] {{step}} }""")
        );

    [Theory]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1002:Create|}(int size) => Begin;""", "remove them")]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public static int {|ORCH1002:Create|}() => 1;""", "it must return StepList")]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1002:Create|}<T>() => Begin;""", "it is generic")]
    [InlineData("""[ExternalSystemSteps] static StepList {|ORCH1002:Chain|}(int size) => Begin;""", "remove them")]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList? {|ORCH1002:Create|}() => Begin;""",
        "it returns 'StepList?'; it must return StepList"
    )]
    [InlineData("""[ExternalSystemSteps] static StepList? {|ORCH1002:Chain|} => Begin;""", "its type is 'StepList?'; it must be StepList")]
    [InlineData(
        """[Obsolete("no", true), ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList {|ORCH1002:Modify|}() => Begin;""",
        "[Obsolete] makes its use an error"
    )]
    [InlineData("""[Obsolete("no", error: true), Step("S")] static void {|ORCH1002:S|}() { }""", "[Obsolete] makes its use an error")]
    [InlineData("""[ExternalSystemSteps] static int {|ORCH1002:Chain|} => 1;""", "it must be StepList")]
    [InlineData("""[Step("S")] static int {|ORCH3008:S|}() => 1;""", "does not name its state keys")]
    [InlineData("""[Step("S")] static string {|ORCH3008:S|}() => "";""", "a tuple with named elements")]
    [InlineData("""[Step("S")] static (int, int) {|ORCH3008:S|}() => (1, 2);""", "a tuple with named elements")]
    [InlineData(
        """[Step("S")] static Task<List<int>> {|ORCH3008:S|}() => Task.FromResult(new List<int>());""",
        "does not name its state keys"
    )]
    [InlineData("""static int Size { [Step("S")] {|ORCH1002:get|} => 1; }""", "it is an accessor, which emitted code cannot call")]
    [InlineData("""[Step("S")] static void {|ORCH1002:S|}(__arglist) { }""", "it has '__arglist'")]
    [InlineData(
        """[System.Runtime.InteropServices.UnmanagedCallersOnly, Step("S")] static void {|ORCH1002:S|}() { }""",
        "it is [UnmanagedCallersOnly]"
    )]
    [InlineData("""[System.Diagnostics.Conditional("X"), Step("S")] static void {|ORCH1002:S|}() { }""", "it is [Conditional]")]
    [InlineData(
        """[Step("S"), ExternalSystemSteps] static StepList {|ORCH1002:S|}() => Begin;""",
        "it is marked [Step] and [ExternalSystemSteps]"
    )]
    [InlineData("""[Step("S")] static (Task<int> A, int B) {|ORCH1002:S|}() => (Task.FromResult(1), 2);""", "lives in one process only")]
    [InlineData("""[Step("S")] static void {|ORCH1002:S|}<T>() { }""", "it is generic")]
    [InlineData("""[Step("S")] static void {|ORCH1002:S|}(ref int size) { }""", "'size' is passed by ref")]
    [InlineData("""[Step("S")] static void {|ORCH1002:S|}(params int[] sizes) { }""", "'sizes' is passed by ref, in, out or params")]
    [InlineData("""[Step("S")] static async void {|ORCH1002:S|}() => await Task.Yield();""", "return Task")]
    [InlineData("""[Step("S")] static void {|ORCH1002:S|}() { } static void S(int size) { }""", "another method of this name")]
    [InlineData(
        """[InputStep("S", "NOC")] static Task<int> {|ORCH3008:S|}(FormSession form) => Task.FromResult(1);""",
        "does not name its state keys"
    )]
    [InlineData(
        """internal static partial class Inner { static int size; [Step("S")] static ref int {|ORCH1002:S|}() => ref size; }""",
        "return it by value"
    )]
    [InlineData("""[Step("S")] static partial void {|ORCH1002:S|}();""", "write the part that implements it")]
    [InlineData("""[System.Runtime.InteropServices.DllImport("x")] [Step("S")] static extern void {|ORCH1002:S|}();""", "it is extern")]
    [InlineData(
        """[System.Runtime.InteropServices.DllImport("x")] [CreateWorkflow(typeof(A), "C")] static extern StepList {|ORCH1002:Create|}();""",
        "it is extern"
    )]
    [InlineData(
        """internal partial interface ISteps { [Step("S")] static abstract void {|ORCH1002:S|}(); }""",
        "it is abstract or virtual"
    )]
    [InlineData(
        """internal partial interface ISteps { [Step("S")] static virtual void {|ORCH1002:S|}() { } }""",
        "write it as a static method with a body"
    )]
    [InlineData(
        """internal partial interface ISteps { [InputStep("S", "NOC")] static abstract Task {|ORCH1002:S|}(); }""",
        "it is abstract or virtual"
    )]
    [InlineData(
        """internal partial interface ISteps { [ModifyWorkflow(typeof(A), "M")] static abstract StepList {|ORCH1002:ModifyA|}(); }""",
        "it is abstract or virtual"
    )]
    [InlineData(
        """internal partial interface ISteps { [ExternalSystemSteps] static abstract StepList {|ORCH1002:Chain|} { get; } }""",
        "it is abstract or virtual"
    )]
    [InlineData(
        """private static partial class Inner { [Step("S")] static void {|ORCH1010:S|}() { } }""",
        "class 'Inner' is hidden from the registry"
    )]
    [InlineData(
        """static partial class Inner { [InputStep("S", "NOC")] static Task {|ORCH1010:S|}() => Task.CompletedTask; }""",
        "make it internal or public"
    )]
    [InlineData(
        """private static partial class Outer { internal static partial class Inner { [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1010:ModifyA|}() => Begin; } }""",
        "class 'Outer' is hidden"
    )]
    [InlineData(
        """static StepList {|ORCH1002:Chain|} => Begin >> S >> Chain; [Step("S")] static void S() { }""",
        "it contains itself, so that its steps have no end"
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList {|ORCH1002:Chain|}() => Begin >> StepGroup("G", Begin >> Chain());""",
        "it contains itself"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1002:ModifyA|}() => Begin >> Conditional(static state => true, ModifyA());""",
        "remove it from its own steps"
    )]
    [InlineData(
        """[Step("S")] [InputStep("I", "NOC")] static void {|ORCH1002:S|}() { }""",
        "it is marked [Step] and [InputStep], but a method can only be one of them"
    )]
    [InlineData(
        """[Step("S")] [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1002:ModifyA|}() => Begin;""",
        "[Step] and [ModifyWorkflow]"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1002:ModifyA|}() => Begin;""",
        "[CreateWorkflow] and [ModifyWorkflow]"
    )]
    [InlineData("""[Step("S")] [RetryStep("S")] static void {|ORCH1002:S|}() { }""", "[Step] and [RetryStep]")]
    [InlineData(
        """[ExternalSystemSteps(Workflow = "not an identifier")] static StepList {|ORCH2008:Chain|} => Begin;""",
        "the name 'not an identifier' of its reconcile workflow is not a valid method name"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ExternalSystemSteps(Workflow = "S")] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2008:ModifyA|}() => Begin >> Chain;""",
        "would be named 'S', but class 'Workflows' has that name or a member"
    )]
    [InlineData(
        """static int ReconcileA => 1; [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2008:ModifyA|}() => Begin >> Chain;""",
        "set Workflow on the [ExternalSystemSteps] chain"
    )]
    [InlineData(
        """internal static partial class ReconcileA { [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2008:ModifyA|}() => Begin >> Chain; }""",
        "has that name or a member"
    )]
    [InlineData(
        """[Step("S")] static (int NrmId, int nrmId) {|ORCH3008:S|}() => (1, 2);""",
        "its result gives the state key 'nrm_id' twice, by 'NrmId' and 'nrmId', of which only the last one is kept"
    )]
    [InlineData(
        """public sealed record R(int NrmId, int NRMId); [Step("S")] static R {|ORCH3008:S|}() => new(1, 2);""",
        "'NrmId' and 'NRMId'"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int Size { get; init; } } public sealed record Q : FormPage { public int Size { get; init; } } [InputStep("S", "NOC")] static async Task<(P, Q?)> {|ORCH3008:S|}(FormSession form) => (await form.AskAsync<P>(), null);""",
        "'Item1.Size' and 'Item2?.Size'"
    )]
    public async Task A_shape_that_cannot_be_used_is_reported_with_what_to_write_instead(string member, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(member));

        Assert.Contains(fix, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_of_a_class_that_only_its_file_can_name_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources
                .Workflows("""[Step("S")] static void {|ORCH1010:S|}() { }""")
                .Replace("public static partial class", "file static partial class", StringComparison.Ordinal)
        );

        Assert.Contains("remove 'file'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chains_that_contain_each_other_are_reported_each()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Workflows("""internal static StepList {|ORCH1002:First|} => Begin >> Others.Second();""", "Some"),
            Sources.Workflows(
                """internal static StepList {|ORCH1002:Second|}() => Begin >> S >> Some.First; internal static StepList Outer => Begin >> Some.First; [Step("S")] static void S() { }""",
                "Others"
            )
        );

        Assert.Contains("it contains itself, through 'Second'", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_rejected_is_not_emitted()
    {
        var run = GeneratorTest.Run(
            new RunOptions { ExpectedDiagnostics = ["CS8795"] },
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Fine")] static void Fine() { }
                [Step("S")] [InputStep("I", "NOC")] static void S() { }
                [CreateWorkflow(typeof(A), "C")] [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;
                internal partial interface ISteps { [Step("T")] static abstract void T(); [Step("V")] static virtual void V() { } [Step("W")] static void W() { } }
                """
            )
        );

        Assert.Equal(["Fine"], NamesIn(run.File("App.Workflows.g.cs")));
        Assert.Equal(["W"], NamesIn(run.File("App.Workflows.ISteps.g.cs")));

        static string[] NamesIn(string file) =>
            [.. System.Text.RegularExpressions.Regex.Matches(file, @"steps\.\w+\(""(\w+)""").Select(static match => match.Groups[1].Value)];
    }

    [Theory]
    [InlineData("""[CreateWorkflow(typeof(A), "C")] public StepList {|ORCH1002:Create|}() => Begin;""")]
    [InlineData("""[ExternalSystemSteps] StepList {|ORCH1002:Chain|} => Begin;""")]
    [InlineData("""[Step("S")] void {|ORCH1002:S|}() { }""")]
    public async Task A_member_that_is_not_static_is_reported(string member) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(member).Replace("static partial class", "sealed partial class", StringComparison.Ordinal)
        );

    [Fact]
    public async Task A_step_of_a_generic_class_is_reported() =>
        await AnalyzerTest.VerifyAsync(Sources.Workflows("""[Step("S")] static void {|ORCH1010:S|}() { }""", "Workflows<T>"));

    [Theory]
    [InlineData("""[Step("S")] static void S() { }""")]
    [InlineData("""[Step("S")] static Task S() => Task.CompletedTask;""")]
    [InlineData("""[Step("S")] static ValueTask<(int First, int Second)> S() => new((1, 2));""")]
    [InlineData("""[Step("S")] static A S(A subscription) => subscription;""")]
    [InlineData("""[Step("S")] static State S() => State.Empty;""")]
    [InlineData("""public sealed record R(int Size); [Step("S")] static R S() => new(1);""")]
    [InlineData("""[Step("S")] static Missing S() => null!;""")]
    [InlineData("""[ExternalSystemSteps] static StepList Chain() => Begin;""")]
    [InlineData("""[Obsolete("soon"), Step("S")] static void S() { }""")]
    [InlineData(
        """public record R(int Size); public sealed record T(int Size, int Other) : R(Size); [Step("S")] static T S() => new(1, 2);"""
    )]
    [InlineData("""static int NoStep<T>(ref int size) => size;""")]
    [InlineData("""static StepList Twice => Begin >> Inner >> Inner; static StepList Inner => Begin;""")]
    [InlineData("""static StepList Computed(){ var list = Begin; return DateTime.Now.Hour > 12 ? list : list >> Computed(); }""")]
    [InlineData("""private static class Hidden { [ExternalSystemSteps] internal static StepList Chain => Begin; }""")]
    [InlineData("""internal partial interface ISteps { [Step("S")] static void S() { } }""")]
    [InlineData("""[Step("S")] static partial void S(); static partial void S() { }""")]
    [InlineData(
        """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain; [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Chain;"""
    )]
    [InlineData(
        """static int ReconcileA => 1; [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    public async Task A_shape_that_can_be_used_is_fine(string member) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(member));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Workflows(
                """
                #pragma warning disable ORCH1002
                [Step("S")] static async void S() => await Task.Yield();
                """
            )
        );

    [Fact]
    public async Task Generated_code_is_left_alone() =>
        await AnalyzerTest.VerifyAsync(
            "// <auto-generated/>\n" + Sources.Workflows("""[Step("S")] static async void S() => await Task.Yield();""")
        );
}
