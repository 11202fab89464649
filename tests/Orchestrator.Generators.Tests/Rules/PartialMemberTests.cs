using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The definition and the implementation of a partial member are one: what is wrong with it is said once.</summary>
public sealed class PartialMemberTests
{
    [Theory]
    [InlineData(
        "ORCH1002",
        1,
        """[ModifyWorkflow(typeof(A), "M")] public static partial StepList ModifyA(int x); public static partial StepList ModifyA(int x) => Begin;"""
    )]
    [InlineData(
        "ORCH1003",
        2,
        """[ModifyWorkflow(typeof(A), "M")] public static partial StepList ModifyA(); public static partial StepList ModifyA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static partial StepList Modify_a(); public static partial StepList Modify_a() => Begin;"""
    )]
    [InlineData(
        "ORCH1004",
        1,
        """[ModifyWorkflow(typeof(A), "M", InputForm = "Missing")] public static partial StepList ModifyA(); public static partial StepList ModifyA() => Begin;"""
    )]
    [InlineData(
        "ORCH1004",
        1,
        """public static partial StepList ModifyA(); [ModifyWorkflow(typeof(A), "M", Defaults = "Missing")] public static partial StepList ModifyA() => Begin;"""
    )]
    [InlineData(
        "ORCH1005",
        1,
        """[Step("S")] static void S() { } [Step("S")] static void T() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static partial StepList ModifyA(); public static partial StepList ModifyA() => Begin >> S >> T;"""
    )]
    [InlineData(
        "ORCH1007",
        1,
        """[Workflow(Target.System, "W")] public static partial StepList Tidy(); public static partial StepList Tidy() => Begin >> Start;"""
    )]
    [InlineData(
        "ORCH2001",
        1,
        """[ReconcileWorkflow(typeof(A), "R")] public static partial StepList ReconcileA(); public static partial StepList ReconcileA() => Begin; [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;"""
    )]
    [InlineData(
        "ORCH2003",
        1,
        """[ExternalSystemSteps] internal static partial StepList Chain { get; } internal static partial StepList Chain => Begin >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData(
        "ORCH2003",
        1,
        """[ReconcileWorkflow(typeof(A), "R")] public static partial StepList ReconcileA(); public static partial StepList ReconcileA() => Begin >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData(
        "ORCH2007",
        1,
        """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static partial StepList ModifyA(); public static partial StepList ModifyA() => Begin >> Conditional(static state => true, Chain);"""
    )]
    [InlineData(
        "ORCH3003",
        1,
        """[Step("S")] static void S(int missing) { } [ValidateWorkflow(typeof(A), "V")] public static partial StepList ValidateA(); public static partial StepList ValidateA() => Begin >> S;"""
    )]
    [InlineData(
        "ORCH3004",
        1,
        """[Step("S")] internal static partial (int ProcessId, int N) S(); internal static partial (int ProcessId, int N) S() => (1, 2);"""
    )]
    [InlineData(
        "ORCH3005",
        1,
        """[Step("S")] internal static partial void S(A subscription); internal static partial void S(A subscription) { subscription.Note = "x"; }"""
    )]
    [InlineData(
        "ORCH3006",
        1,
        """[Step("S")] internal static partial void S(CancellationToken stop); internal static partial void S(CancellationToken stop) { }"""
    )]
    [InlineData(
        "ORCH4001",
        1,
        """[ProductBlock("b")] public sealed partial class Block : ProductBlock { public partial Uri Link { get; set; } public partial Uri Link { get => new("x:y"); set { } } }"""
    )]
    [InlineData(
        "ORCH4004",
        1,
        """public sealed record P : FormPage { public int N { get; init; } } static int asked; [InputStep("I", "NOC")] internal static partial Task<P> I(FormSession form); internal static async partial Task<P> I(FormSession form) { asked++; return await form.AskAsync<P>(); }"""
    )]
    [InlineData(
        "ORCH5006",
        1,
        """public sealed record S(int Size); [ExternalResource("r", Readable = false)] public sealed partial class R : ExternalResource<A, S> { public override string? Identify(A subscription) => "k"; public override S? Describe(A subscription) => null; public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult(""); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask; } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static partial StepList ModifyA(); public static partial StepList ModifyA() => Begin >> Apply<R>() >> Apply<R>();"""
    )]
    [InlineData(
        "ORCH5003",
        1,
        """[Step("S")] static void S() { } public sealed record State1(int Size); [ExternalResource("r", Readable = false)] public sealed partial class R : ExternalResource<A, State1> { public override string? Identify(A subscription) => "k"; public override State1? Describe(A subscription) => null; public override Task<string> ApplyAsync(string? key, State1 desired, State1? actual, CancellationToken cancellationToken) => Task.FromResult(""); public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask; } [ExternalSystemSteps] internal static partial StepList Chain { get; } internal static partial StepList Chain => Begin >> S;"""
    )]
    [InlineData(
        "ORCH5007",
        1,
        """public interface IClient { Task PutAsync(object body); } [Step("S")] internal static partial Task S(IClient client); internal static partial Task S(IClient client) => client.PutAsync(Guid.NewGuid()); [ExternalSystemSteps] internal static partial StepList Chain { get; } internal static partial StepList Chain => Begin >> S;"""
    )]
    public async Task What_is_wrong_with_a_partial_member_is_said_once(string id, int times, string members)
    {
        var found = await AnalyzerTest.FindAsync(RunOptions.Default, Sources.Products, Sources.Workflows(members));

        Assert.Equal(times, found.Count(diagnostic => diagnostic.Id == id));
        Assert.Equal(found.Count, found.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).Distinct().Count());
        Assert.All(found, static diagnostic => Assert.True(diagnostic.Location.IsInSource));
    }
}
