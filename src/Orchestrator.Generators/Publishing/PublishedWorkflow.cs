using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Publishing;

/// <summary>A workflow that a referenced assembly says it registers.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Target">What it does.</param>
/// <param name="Products">Its product types, those that the assembly's metadata can name.</param>
/// <param name="Assembly">The assembly.</param>
internal sealed record PublishedWorkflow(string Name, WorkflowTarget Target, ImmutableArray<ITypeSymbol> Products, IAssemblySymbol Assembly)
{
    /// <summary>Reads what the referenced assemblies publish about themselves; nothing else of them is read. Ask <see cref="KnownTypes.PublishedWorkflows"/>, which reads once.</summary>
    public static IEnumerable<PublishedWorkflow> ReadReferences(KnownTypes known)
    {
        // Whoever publishes something knows the attribute's assembly; the attributes of all the others need not be decoded.
        var runtime = known.RegisteredWorkflowAttribute?.ContainingAssembly.Name;
        foreach (var assembly in known.Compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == runtime))))
        {
            foreach (var attribute in assembly.GetAttributes())
            {
                if (KnownTypes.Is(attribute.AttributeClass, known.RegisteredWorkflowAttribute)
                    && attribute.PositionalValue(0) is string name
                    && attribute.PositionalValue(1) is int value
                    && WorkflowTargets.OfValue(attribute.ConstructorArguments[1].Type, value) is { } target
                    && attribute.ConstructorArguments is [_, _, { Kind: TypedConstantKind.Array, IsNull: false } products])
                {
                    yield return new(name, target, [.. products.Values.Select(static product => product.Value).OfType<ITypeSymbol>()], assembly);
                }
            }
        }
    }
}
