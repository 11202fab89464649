using System.Reflection;
using System.Runtime.Loader;
using Orchestrator.Binding;
using Orchestrator.Catalog;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Emitted assemblies that run, until they are disposed.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context = new("emitted", isCollectible: true);
    private readonly List<Assembly> _assemblies = [];

    public LoadedAssembly(IReadOnlyList<byte[]> images)
    {
        foreach (var image in images)
        {
            _assemblies.Add(_context.LoadFromStream(new MemoryStream(image)));
        }
    }

    public Type Type(string name) => _assemblies[^1].GetType(name, throwOnError: true)!;

    /// <summary>Adds the registries of all loaded assemblies through their emitted <c>Add…Workflows</c>.</summary>
    public CatalogBuilder Register()
    {
        var builder = new TestBuilder();
        foreach (var assembly in _assemblies)
        {
            var registry = assembly
                .GetTypes()
                .Single(static type =>
                    type.Namespace == "Microsoft.Extensions.DependencyInjection"
                    && type.Name.EndsWith("WorkflowRegistry", StringComparison.Ordinal)
                );
            Assert.Same(
                builder,
                registry.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Single().Invoke(null, [builder])
            );
        }

        return builder.Catalog;
    }

    public WorkflowCatalog Catalog() => Register().Build();

    /// <summary>The binding of a step method, as the engine finds it.</summary>
    public StepBinding Binding(string type, string method, WorkflowCatalog? catalog = null)
    {
        var info = Type(type).GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var arguments = info.GetParameters().Select(static parameter => parameter.ParameterType).Append(info.ReturnType).ToArray();
        var step = info.CreateDelegate(System.Linq.Expressions.Expression.GetDelegateType(arguments));
        return (catalog ?? Catalog()).Steps.Find(new(step));
    }

    /// <summary>Runs a step as the engine does.</summary>
    public async Task<StepOutput> RunStepAsync(string type, string method, StepCall call) =>
        await Assert.IsType<ActionStepBinding>(Binding(type, method)).Body(call);

    public void Dispose() => _context.Unload();
}
