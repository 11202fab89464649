using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>What <c>Orchestrator.Runtime</c> declares.</summary>
internal sealed partial class KnownSymbols
{
    public INamedTypeSymbol? StepAttribute => field ??= Resolve("Orchestrator.StepAttribute");

    public INamedTypeSymbol? StepIdPrefixAttribute => field ??= Resolve("Orchestrator.StepIdPrefixAttribute");

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

    public INamedTypeSymbol? ExternalResourceAttribute => field ??= Resolve("Orchestrator.ExternalResourceAttribute");

    public INamedTypeSymbol? ExternalResource => field ??= Resolve("Orchestrator.ExternalResource`2");

    public INamedTypeSymbol? ExternalResourceOf => field ??= Resolve("Orchestrator.ExternalResourceOf`3");

    public INamedTypeSymbol? ExternalResourceSetOfView => field ??= Resolve("Orchestrator.ExternalResourceSet`3");

    public INamedTypeSymbol? ExternalResourceSet => field ??= Resolve("Orchestrator.ExternalResourceSet`2");

    public INamedTypeSymbol? NotComparedAttribute => field ??= Resolve("Orchestrator.NotComparedAttribute");

    public INamedTypeSymbol? WriteOnlyAttribute => field ??= Resolve("Orchestrator.WriteOnlyAttribute");

    public INamedTypeSymbol? SensitiveAttribute => field ??= Resolve("Orchestrator.SensitiveAttribute");

    public INamedTypeSymbol? ElementKeyAttribute => field ??= Resolve("Orchestrator.ElementKeyAttribute");

    public INamedTypeSymbol? UnorderedAttribute => field ??= Resolve("Orchestrator.UnorderedAttribute");

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

    public INamedTypeSymbol? FormException => field ??= Resolve("Orchestrator.FormException");

    public INamedTypeSymbol? FormPage => field ??= Resolve("Orchestrator.FormPage");

    public INamedTypeSymbol? FormElement => field ??= Resolve("Orchestrator.FormElement");

    public INamedTypeSymbol? FormChoicesOfT => field ??= Resolve("Orchestrator.FormChoices`1");

    public INamedTypeSymbol? FormLimitsOfT => field ??= Resolve("Orchestrator.FormLimits`1");

    public INamedTypeSymbol? SubscriptionOfAttribute => field ??= Resolve("Orchestrator.SubscriptionOfAttribute");

    public INamedTypeSymbol? ChooseFromAttribute => field ??= Resolve("Orchestrator.ChooseFromAttribute");

    public INamedTypeSymbol? LimitedByAttribute => field ??= Resolve("Orchestrator.LimitedByAttribute");

    public INamedTypeSymbol? MultipleOfAttribute => field ??= Resolve("Orchestrator.MultipleOfAttribute");

    public INamedTypeSymbol? UniqueItemsAttribute => field ??= Resolve("Orchestrator.UniqueItemsAttribute");

    public INamedTypeSymbol? HiddenAttribute => field ??= Resolve("Orchestrator.HiddenAttribute");

    public INamedTypeSymbol? RadioAttribute => field ??= Resolve("Orchestrator.RadioAttribute");

    public INamedTypeSymbol? DateTimeOptionsAttribute => field ??= Resolve("Orchestrator.DateTimeOptionsAttribute");

    public INamedTypeSymbol? SubscriptionModel => field ??= Resolve("Orchestrator.SubscriptionModel");

    public INamedTypeSymbol? Subscriptions => field ??= Resolve("Orchestrator.ISubscriptions");

    public INamedTypeSymbol? ProductBlock => field ??= Resolve("Orchestrator.ProductBlock");

    public INamedTypeSymbol? LifecycleView => field ??= Resolve("Orchestrator.LifecycleView`1");

    public INamedTypeSymbol? OneOfAttribute => field ??= Resolve("Orchestrator.OneOfAttribute");

    public INamedTypeSymbol? OrchestratorBuilder => field ??= Resolve("Microsoft.Extensions.DependencyInjection.IOrchestratorBuilder");
}
