using System.Text.Json;
using Orchestrator.Operations;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Workflows whose last step starts another one, in the name of the user who brought them there.</summary>
public static partial class ParentWorkflows
{
    public sealed record NamePage : FormPage
    {
        public required string Name { get; init; }
    }

    [Workflow(Target.System, "Work, then start a child")]
    public static StepList WorkThenStartChild() => Begin >> Start >> Work >> StartChild >> Done;

    [Workflow(Target.System, "Ask, then start a child")]
    public static StepList AskThenStartChild() => Begin >> Start >> AskName >> StartChild >> Done;

    [InputStep("Ask name", Assignee.Noc)]
    private static async Task<NamePage> AskName(FormSession form) => await form.AskAsync<NamePage>();

    [Step("Work")]
    private static async Task Work(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);

    [Step("Start child")]
    private static async Task StartChild(IProcesses processes, ProcessContext context, CancellationToken cancellationToken) =>
        await processes.StartAsync("run_group", [JsonElement.Parse("{}")], context.Caller, cancellationToken);
}
