using Microsoft.AspNetCore.Components;
using Orchestrator.Catalog;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
using Orchestrator.Products;

namespace Orchestrator.Dashboard.Catalogue;

/// <summary>A workflow of the code, with its steps.</summary>
public sealed partial class WorkflowPage : LiveComponent
{
    /// <summary>The workflow.</summary>
    [Parameter]
    public string WorkflowName { get; set; } = "";

    [Inject]
    internal WorkflowCatalog Catalog { get; set; } = null!;

    [Inject]
    internal IWorkflowDirectory Directory { get; set; } = null!;

    private WorkflowDescriptor? Workflow { get; set; }

    private string Description { get; set; } = "";

    private IReadOnlyList<WorkflowStepSummary> Steps { get; set; } = [];

    /// <summary>The external system steps that it runs, each with the other workflows that run them.</summary>
    private IReadOnlyList<(string Chain, IReadOnlyList<string> Others)> Sharing { get; set; } = [];

    private ReleasedWorkflow? Released { get; set; }

    /// <inheritdoc/>
    protected override object? Subject => WorkflowName;

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Steps = Directory.ListSteps(WorkflowName);
        Workflow = Catalog.FindWorkflow(WorkflowName);
        Description = (await Directory.GetDescriptionsAsync(Closed)).GetValueOrDefault(WorkflowName, Workflow?.Description ?? "");
        Sharing = [.. (Workflow?.ExternalSystemSteps ?? []).Select(chain => (chain, FindOthers(chain)))];
        Released = Catalog.Released.FirstOrDefault(released => released.Name == WorkflowName);
    }

    /// <inheritdoc/>
    protected override void Clear() => (Workflow, Description, Steps, Sharing, Released) = (null, "", [], [], null);

    private IReadOnlyList<string> FindOthers(string chain) =>
        [
            .. Catalog
                .Workflows.Where(workflow => workflow.Name != WorkflowName && workflow.ExternalSystemSteps.Contains(chain))
                .Select(static workflow => workflow.Name)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether a step was written since the release. Those that the engine adds are not in the list of released steps.</summary>
    private bool IsAdded(WorkflowStepSummary step) =>
        step.Kind != WorkflowStepKind.Engine
        && Released is { IsBroken: false } released
        && released.Steps.All(known => known.Id != step.Id);

    private string? DescribeChange(ReleasedStep step) =>
        Steps.FirstOrDefault(now => now.Id == step.Id) is not { } now ? "(no longer in the code)"
        : now.Name != step.Name ? $"(its name is \"{now.Name}\" now)"
        : null;

    private static string KindOf(WorkflowStepKind kind) =>
        kind switch
        {
            WorkflowStepKind.Method => "runs a method",
            WorkflowStepKind.Input => "waits for a person",
            WorkflowStepKind.Callback => "waits for an external system",
            WorkflowStepKind.Resource => "an external resource",
            _ => "of the engine",
        };
}
