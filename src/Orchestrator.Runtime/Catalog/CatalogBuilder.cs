using Orchestrator.Binding;

namespace Orchestrator.Catalog;

/// <summary>Collects what the emitted registries of the application's assemblies register. It runs no author code.</summary>
public sealed class CatalogBuilder
{
    private readonly HashSet<string> _registries = new(StringComparer.Ordinal);
    private readonly List<WorkflowDescriptor> _workflows = [];
    private readonly List<ProductDescriptor> _products = [];
    private readonly List<BlockDescriptor> _blocks = [];

    /// <summary>The bindings of all steps.</summary>
    public StepBindings Steps { get; } = new();

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

    /// <summary>Adds a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    public void Add(WorkflowDescriptor workflow) => _workflows.Add(workflow);

    /// <summary>Adds a product.</summary>
    /// <param name="product">The product.</param>
    public void Add(ProductDescriptor product) => _products.Add(product);

    /// <summary>Adds a product block.</summary>
    /// <param name="block">The block.</param>
    public void Add(BlockDescriptor block) => _blocks.Add(block);

    /// <summary>Closes the collection and checks it.</summary>
    /// <returns>The catalog.</returns>
    /// <exception cref="CatalogException">Two workflows have one name, or a product has two reconcile workflows, or a name is used twice.</exception>
    public WorkflowCatalog Build() => new(_workflows, _products, _blocks, Steps);
}
