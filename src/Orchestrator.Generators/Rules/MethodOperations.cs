using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>Binds the bodies of methods, each once for all rules that follow calls.</summary>
internal sealed class MethodOperations(CompilationReader reader)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IOperation>> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>Those of a compilation.</summary>
    public static MethodOperations Of(CompilationReader reader) => reader.Get(static reader => new MethodOperations(reader));

    /// <summary>All that a method of this compilation does, from the outside in; nothing of any other one.</summary>
    public ImmutableArray<IOperation> Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _bodies.TryGetValue(method, out var known) ? known : _bodies.GetOrAdd(method, Read(method, cancellationToken));
    }

    /// <summary>The part of a method that has its body, whose parameters that body names.</summary>
    public static IMethodSymbol Implemented(IMethodSymbol method) => method.PartialImplementationPart ?? method;

    private ImmutableArray<IOperation> Read(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var reference in Implemented(method).DeclaringSyntaxReferences)
        {
            // The method of a referenced project has syntax too, but this compilation has no model of it.
            if (
                reader.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && reader.ModelOf(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellationToken), cancellationToken) is { } body
            )
            {
                return [.. body.DescendantsAndSelf()];
            }
        }

        return [];
    }
}
