using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Publishing;

/// <summary>The workflows that the referenced assemblies say they register.</summary>
internal sealed class PublishedWorkflows(CompilationReader reader)
{
    private readonly ImmutableArray<PublishedWorkflow> _all = [.. Read(reader)];

    /// <summary>Those that a compilation references, read once.</summary>
    public static IReadOnlyList<PublishedWorkflow> Of(CompilationReader reader) =>
        reader.Get(static reader => new PublishedWorkflows(reader))._all;

    /// <summary>Reads what the referenced assemblies publish about themselves; nothing else of them is read.</summary>
    private static IEnumerable<PublishedWorkflow> Read(CompilationReader reader)
    {
        // An assembly that publishes workflows references the attribute's assembly; the attributes of all others need not be decoded.
        var runtime = reader.Known.RegisteredWorkflowAttribute?.ContainingAssembly.Name;
        foreach (
            var assembly in reader.Compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly =>
                assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == runtime))
            )
        )
        {
            foreach (var attribute in assembly.GetAttributes())
            {
                if (
                    KnownSymbols.Is(attribute.AttributeClass, reader.Known.RegisteredWorkflowAttribute)
                    && attribute.PositionalValue(0) is string name
                    && attribute.PositionalValue(1) is int value
                    && WorkflowTargets.OfValue(attribute.PositionalConstant(1).Type, value) is { } target
                    && attribute.PositionalConstant(2) is { Kind: TypedConstantKind.Array, IsNull: false }
                )
                {
                    yield return new(
                        name,
                        target,
                        [.. attribute.PositionalValues(2).Select(static product => product.Scalar()).OfType<ITypeSymbol>()],
                        assembly
                    );
                }
            }
        }
    }
}
