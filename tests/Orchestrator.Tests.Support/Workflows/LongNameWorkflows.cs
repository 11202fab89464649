using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Names of steps and groups that are longer than a column of names is elsewhere.</summary>
public static partial class LongNameWorkflows
{
    private const string Fifty = "A step whose author has described it in its name, ";

    /// <summary>300 characters.</summary>
    public const string Long = Fifty + Fifty + Fifty + Fifty + Fifty + Fifty;

    [Workflow(Target.System, "Names that are long")]
    public static StepList RunNamesThatAreLong() => Begin >> Start >> First >> StepGroup("Group: " + Long, Begin >> Second) >> Done;

    [Step(Long + "first")]
    private static (int Number, int None) First() => (1, 0);

    [Step(Long + "second")]
    private static async Task Second(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);
}
