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

    private IReadOnlyList<string> Sharing { get; set; } = [];

    /// <inheritdoc/>
    protected override object? Subject => WorkflowName;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) => false;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        Steps = Directory.ListSteps(WorkflowName);
        Workflow = Catalog.FindWorkflow(WorkflowName);
        Description = (await Directory.GetDescriptionsAsync(Closed)).GetValueOrDefault(WorkflowName, Workflow?.Description ?? "");
        var own = ResourceStepsOf(Steps);
        Sharing =
            own.Length == 0
                ? []
                :
                [
                    .. Catalog
                        .Workflows.Select(static workflow => workflow.Name)
                        .Where(name => name != WorkflowName && ResourceStepsOf(Directory.ListSteps(name)).SequenceEqual(own))
                        .Order(StringComparer.Ordinal),
                ];
    }

    /// <inheritdoc/>
    protected override void Clear() => (Workflow, Description, Steps, Sharing) = (null, "", [], []);

    private static string[] ResourceStepsOf(IReadOnlyList<WorkflowStepSummary> steps) =>
        [.. steps.Where(static step => step.Kind == WorkflowStepKind.Resource).Select(static step => step.Id)];

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
