using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class CorrectShapeFixTests
{
    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("""[Step("S")] void S() { }""", """[Step("S")] static void S() { }""")]
    [InlineData("""[ExternalSystemSteps] StepList Chain => Begin;""", """[ExternalSystemSteps] static StepList Chain => Begin;""")]
    [InlineData(
        """[Step("S")] static async void S() { await Task.Yield(); }""",
        """[Step("S")] static async Task S() { await Task.Yield(); }"""
    )]
    [InlineData("""[Step("S")] static void S(params int[] numbers) { }""", """[Step("S")] static void S(int[] numbers) { }""")]
    [InlineData("""[ExternalSystemSteps] static StepList? Chain => Begin;""", """[ExternalSystemSteps] static StepList Chain => Begin;""")]
    [InlineData(
        """[ExternalSystemSteps] static StepList? Chain { get; } = Begin;""",
        """[ExternalSystemSteps] static StepList Chain { get; } = Begin;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList? Chain() { StepList? list = null; list ??= Begin; return list; }""",
        """[ExternalSystemSteps] static StepList Chain() { StepList? list = null; list ??= Begin; return list; }"""
    )]
    [InlineData(
        """[Step("S")] void S() { } void Other() { S(); _ = nameof(Workflows.S); }""",
        """[Step("S")] static void S() { } void Other() { S(); _ = nameof(Workflows.S); }"""
    )]
    [InlineData(
        """[Step("S")] static void S(params /* all */ int[] numbers) { }""",
        """[Step("S")] static void S(/* all */ int[] numbers) { }"""
    )]
    [InlineData(
        """[Step("S")] void S() { Log(); } static void Log() { }""",
        """[Step("S")] static void S() { Log(); } static void Log() { }"""
    )]
    public async Task A_member_gets_the_shape_that_can_be_used(string member, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH1002", [Members(member)], Members(expected));

    [Fact]
    [FixTest(FixTestKind.One)]
    public Task A_task_is_named_in_full_where_its_namespace_is_not_imported() =>
        CodeFixTest.VerifyAsync(
            "ORCH1002",
            [
                """namespace App { static partial class W { [Orchestrator.Step("S")] static async void S() { await System.Threading.Tasks.Task.Yield(); } } }""",
            ],
            """namespace App { static partial class W { [Orchestrator.Step("S")] static async System.Threading.Tasks.Task S() { await System.Threading.Tasks.Task.Yield(); } } }"""
        );

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_members_become_static()
    {
        var before = Members(
            """
            [Step("S")] private void S() { }
            [Step("T")] private void T() { }
            """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH1002",
            [before],
            before.Replace("private void", "private static void", StringComparison.Ordinal)
        );
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("""[Step("S")] static void S(ref int n) { }""")]
    [InlineData("""[ExternalSystemSteps] static StepList? Chain => DateTime.UtcNow.Hour > 12 ? Begin : null;""")]
    [InlineData("""[ExternalSystemSteps] static StepList? Chain { get; set; } = Begin;""")]
    [InlineData("""int _count; [Step("S")] void S() { _count++; }""")]
    [InlineData("""void Log() { } [Step("S")] void S() { Log(); }""")]
    [InlineData("""[Step("S")] void S() { _ = this; }""")]
    [InlineData("""[Step("S")] public void S() { } static void Other() { new Workflows().S(); }""")]
    [InlineData("""[Step("S")] public void S() { } static void Other(Workflows? other) { other?.S(); }""")]
    [InlineData("""[Step("S")] static void S(params int[] numbers) { } static void Other() { S(1, 2); }""")]
    [InlineData("""[Step("S")] static async void S() { await Task.Yield(); } static void Other() { Workflows.S(); }""")]
    [InlineData("""[Step("S")] public override string ToString() => "";""")]
    [InlineData("""[Step("S")] public virtual void S() { }""")]
    public Task A_shape_that_needs_a_decision_gets_no_fix(string members) => CodeFixTest.VerifyNoneAsync("ORCH1002", Members(members));

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_method_that_an_interface_asks_for_stays_as_it_is() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH1002",
            GeneratorTest.Author("""interface IDo { void S(); } partial class W : IDo { [Step("S")] public void S() { } }""")
        );

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_method_that_uses_a_primary_constructors_parameter_stays_as_it_is() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH1002",
            GeneratorTest.Author("""partial class W(string name) { [Step("S")] void S() { Console.WriteLine(name); } }""")
        );

    private static string Members(string members) =>
        Sources.Workflows(members).Replace("static partial class", "partial class", StringComparison.Ordinal);
}
