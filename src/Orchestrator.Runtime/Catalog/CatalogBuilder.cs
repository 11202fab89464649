using System.ComponentModel;
using Orchestrator.Binding;

namespace Orchestrator.Catalog;

/// <summary>Collects what the emitted registries of the application's assemblies register. It runs no author code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CatalogBuilder
{
    private readonly HashSet<string> _registries = new(StringComparer.Ordinal);
    private readonly List<WorkflowDescriptor> _workflows = [];
    private int _engineWorkflows;
    private readonly List<ProductDescriptor> _products = [];
    private readonly List<BlockDescriptor> _blocks = [];
    private readonly List<ReleasedWorkflow> _released = [];
    private readonly List<(string Policy, string Step)> _stepPolicies = [];

    /// <summary>The bindings of all steps.</summary>
    public StepBindings Steps { get; } = new();

    /// <summary>The bindings of all external resources.</summary>
    public ResourceBindings Resources { get; } = new();

    /// <summary>The services that steps, forms and external resources take.</summary>
    public ServiceUses Services { get; } = new();

    /// <summary>Adds what an assembly registers. A second call for the same assembly does nothing.</summary>
    /// <param name="assemblyName">The assembly's name.</param>
    /// <param name="register">Adds its workflows, products, blocks and step classes.</param>
    /// <returns>This builder.</returns>
    public CatalogBuilder AddRegistry(string assemblyName, Action<CatalogBuilder> register)
    {
        ArgumentNullException.ThrowIfNull(register);
        if (_registries.Add(assemblyName))
        {
            register(this);
        }

        return this;
    }

    /// <summary>Notes that what was added so far are the engine's own workflows.</summary>
    internal void MarkEngineWorkflows() => _engineWorkflows = _workflows.Count;

    /// <summary>Adds a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    public void Add(WorkflowDescriptor workflow) => _workflows.Add(workflow);

    /// <summary>Adds a workflow that creates a subscription.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions the workflow runs.</param>
    /// <param name="steps">Builds the author's steps.</param>
    /// <param name="form">Shows the pages after the first one; null if there are none.</param>
    public void AddCreate(string name, string description, Type[] products, Func<StepList> steps, FormBody? form = null) =>
        Add(new WorkflowDescriptor(name, Target.Create, description, products, steps, form));

    /// <summary>Adds a workflow that changes a subscription.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions the workflow runs.</param>
    /// <param name="steps">Builds the author's steps.</param>
    /// <param name="form">Shows the pages after the first one; null if there are none.</param>
    public void AddModify(string name, string description, Type[] products, Func<StepList> steps, FormBody? form = null) =>
        Add(new WorkflowDescriptor(name, Target.Modify, description, products, steps, form));

    /// <summary>Adds a workflow that ends a subscription.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions the workflow runs.</param>
    /// <param name="steps">Builds the author's steps.</param>
    /// <param name="form">Shows the pages after the first one; null if there are none.</param>
    public void AddTerminate(string name, string description, Type[] products, Func<StepList> steps, FormBody? form = null) =>
        Add(new WorkflowDescriptor(name, Target.Terminate, description, products, steps, form));

    /// <summary>Adds a workflow that compares a subscription with the external systems.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions the workflow runs.</param>
    /// <param name="steps">Builds the author's steps.</param>
    /// <param name="form">Shows the pages after the first one; null if there are none.</param>
    public void AddValidate(string name, string description, Type[] products, Func<StepList> steps, FormBody? form = null) =>
        Add(new WorkflowDescriptor(name, Target.Validate, description, products, steps, form));

    /// <summary>Adds a workflow that updates the external systems to match a subscription.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions the workflow runs.</param>
    /// <param name="steps">Builds the author's steps.</param>
    public void AddReconcile(string name, string description, Type[] products, Func<StepList> steps) =>
        Add(new WorkflowDescriptor(name, Target.Reconcile, description, products, steps));

    /// <summary>Adds a plain workflow, to whose steps the engine adds none.</summary>
    /// <param name="name">The unique name.</param>
    /// <param name="target">The target of the workflow.</param>
    /// <param name="description">The description shown in menus.</param>
    /// <param name="products">The product types on whose subscriptions it runs; none for a system workflow.</param>
    /// <param name="steps">Builds the author's steps.</param>
    /// <param name="form">Shows the pages after the first one; null if there are none.</param>
    public void AddPlain(string name, Target target, string description, Type[] products, Func<StepList> steps, FormBody? form = null) =>
        Add(new WorkflowDescriptor(name, target, description, products, steps, form) { IsPlain = true });

    /// <summary>Allows only one unfinished process of the workflow that was added last.</summary>
    public void RunOneAtATime() => _workflows[^1] = _workflows[^1] with { OneAtATime = true };

    /// <summary>Sets the policies of the workflow that was added last.</summary>
    /// <param name="policy">The policy for starting and resuming it; null for none.</param>
    /// <param name="retryPolicy">The policy for retrying or aborting it; null for the same policy.</param>
    public void RequirePolicy(string? policy, string? retryPolicy = null) =>
        _workflows[^1] = _workflows[^1] with { Policy = policy, RetryPolicy = retryPolicy };

    /// <summary>Names the steps that are under a policy of their own, so that a host can look for the policy when it starts.</summary>
    /// <param name="policy">The policy for answering, retrying or aborting a process at these steps.</param>
    /// <param name="steps">The identities of the steps.</param>
    public void DescribeStepPolicy(string policy, params string[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        _stepPolicies.AddRange(steps.Select(step => (policy, step)));
    }

    /// <summary>Names the keys that the form of the workflow that was added last uses.</summary>
    /// <param name="reads">The keys that it takes from the state.</param>
    /// <param name="writes">The keys that its answers give to the state.</param>
    public void DescribeForm(string[] reads, string[] writes) => DescribeForm(new DeclaredKeys(reads, writes));

    /// <summary>Describes how the form of the workflow that was added last uses the state.</summary>
    /// <param name="keys">The keys.</param>
    public void DescribeForm(DeclaredKeys keys) => _workflows[^1] = _workflows[^1] with { FormKeys = keys };

    /// <summary>Says which page the form of the engine's own workflow asks that was added last.</summary>
    internal void Asks(IEnginePage page) => _workflows[^1] = _workflows[^1] with { EnginePage = page };

    /// <summary>Names the <see cref="ExternalSystemStepsAttribute"/> members that the workflow that was added last runs.</summary>
    /// <param name="members">The members, each as class and member.</param>
    public void DescribeExternalSystemSteps(params string[] members) =>
        _workflows[^1] = _workflows[^1] with { ExternalSystemSteps = members };

    /// <summary>Adds the steps of a workflow as they were released.</summary>
    /// <param name="workflow">The workflow.</param>
    public void Add(ReleasedWorkflow workflow) => _released.Add(workflow);

    /// <summary>Adds a product.</summary>
    /// <param name="product">The product.</param>
    public void Add(ProductDescriptor product) => _products.Add(product);

    /// <summary>Adds a product block.</summary>
    /// <param name="block">The block.</param>
    public void Add(BlockDescriptor block) => _blocks.Add(block);

    /// <summary>Builds the catalog and validates it.</summary>
    /// <returns>The catalog.</returns>
    /// <exception cref="CatalogException">
    /// Two workflows have the same name, a product has two reconcile workflows, or another name is used twice.
    /// </exception>
    public WorkflowCatalog Build() =>
        new(_workflows, _products, _blocks, Steps, Resources)
        {
            Services = Services,
            Released = _released,
            StepPolicies = _stepPolicies.ToLookup(static named => named.Policy, static named => named.Step, StringComparer.Ordinal),
            Registries = _registries,
            HasWorkflows = _workflows.Count > _engineWorkflows,
        };
}
