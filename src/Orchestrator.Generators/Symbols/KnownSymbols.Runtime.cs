using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>What <c>Orchestrator.Runtime</c> declares.</summary>
internal sealed partial class KnownSymbols
{
    public INamedTypeSymbol? StepAttribute => field ??= Resolve("Orchestrator.StepAttribute");

    public INamedTypeSymbol? RetryStepAttribute => field ??= Resolve("Orchestrator.RetryStepAttribute");

    public INamedTypeSymbol? InputStepAttribute => field ??= Resolve("Orchestrator.InputStepAttribute");

    public INamedTypeSymbol? WorkflowDeclarationAttribute => field ??= Resolve("Orchestrator.WorkflowDeclarationAttribute");

    public INamedTypeSymbol? CreateWorkflowAttribute => field ??= Resolve("Orchestrator.CreateWorkflowAttribute");

    public INamedTypeSymbol? ModifyWorkflowAttribute => field ??= Resolve("Orchestrator.ModifyWorkflowAttribute");

    public INamedTypeSymbol? TerminateWorkflowAttribute => field ??= Resolve("Orchestrator.TerminateWorkflowAttribute");

    public INamedTypeSymbol? ValidateWorkflowAttribute => field ??= Resolve("Orchestrator.ValidateWorkflowAttribute");

    public INamedTypeSymbol? ReconcileWorkflowAttribute => field ??= Resolve("Orchestrator.ReconcileWorkflowAttribute");

    public INamedTypeSymbol? WorkflowAttribute => field ??= Resolve("Orchestrator.WorkflowAttribute");

    public INamedTypeSymbol? ExternalSystemStepsAttribute => field ??= Resolve("Orchestrator.ExternalSystemStepsAttribute");

    public INamedTypeSymbol? FromServicesAttribute => field ??= Resolve("Orchestrator.FromServicesAttribute");

    public INamedTypeSymbol? ProductAttribute => field ??= Resolve("Orchestrator.ProductAttribute");

    public INamedTypeSymbol? ProductBlockAttribute => field ??= Resolve("Orchestrator.ProductBlockAttribute");

    public INamedTypeSymbol? RequiredFromAttribute => field ??= Resolve("Orchestrator.RequiredFromAttribute");

    public INamedTypeSymbol? RegisteredWorkflowAttribute => field ??= Resolve("Orchestrator.Catalog.RegisteredWorkflowAttribute");

    public INamedTypeSymbol? PublishedStepAttribute => field ??= Resolve("Orchestrator.Catalog.PublishedStepAttribute");

    public INamedTypeSymbol? Step => field ??= Resolve("Orchestrator.Step");

    public INamedTypeSymbol? StepList => field ??= Resolve("Orchestrator.StepList");

    public INamedTypeSymbol? Workflow => field ??= Resolve("Orchestrator.Workflow");

    public INamedTypeSymbol? State => field ??= Resolve("Orchestrator.State");

    public INamedTypeSymbol? ProcessContext => field ??= Resolve("Orchestrator.ProcessContext");

    public INamedTypeSymbol? FormSession => field ??= Resolve("Orchestrator.FormSession");

    public INamedTypeSymbol? FormPage => field ??= Resolve("Orchestrator.FormPage");

    public INamedTypeSymbol? SubscriptionModel => field ??= Resolve("Orchestrator.SubscriptionModel");

    public INamedTypeSymbol? ProductBlock => field ??= Resolve("Orchestrator.ProductBlock");

    public INamedTypeSymbol? LifecycleView => field ??= Resolve("Orchestrator.LifecycleView`1");

    public INamedTypeSymbol? OneOfAttribute => field ??= Resolve("Orchestrator.OneOfAttribute");

    public INamedTypeSymbol? OrchestratorBuilder => field ??= Resolve("Microsoft.Extensions.DependencyInjection.IOrchestratorBuilder");
}
