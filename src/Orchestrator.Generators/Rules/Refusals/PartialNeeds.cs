using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>Says of a class that is not partial what in it needs that it is.</summary>
internal static class PartialNeeds
{
    /// <summary>One report for a class, whatever stands in it: the members that need it are named together. Null when none does.</summary>
    public static Diagnostic? Find(INamedTypeSymbol type, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (FindDeclaration(type, cancellationToken) is not { } declaration)
        {
            return null;
        }

        string[] reasons = [.. FindNeeds(type, reader, "", cancellationToken)];
        return reasons.Length == 0
            ? null
            : Diagnostic.Create(
                DiagnosticDescriptors.ClassIsNotPartial,
                declaration.Identifier.GetLocation(),
                type.Name,
                string.Join(" and ", reasons)
            );
    }

    // Of a type with several parts, the compiler itself asks for the word on each of them.
    private static TypeDeclarationSyntax? FindDeclaration(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type is { IsExtension: false, DeclaringSyntaxReferences: [var reference] }
        && reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax declaration
        && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            ? declaration
            : null;

    private static IEnumerable<string> FindNeeds(
        INamedTypeSymbol type,
        CompilationReader reader,
        string around,
        CancellationToken cancellationToken
    )
    {
        if (type.HasAttribute(reader.Known.ProductAttribute))
        {
            yield return $"the product '{type.Name}'";
        }
        else if (type.HasAttribute(reader.Known.ProductBlockAttribute))
        {
            yield return $"the product block '{type.Name}'";
        }
        else if (type.HasAttribute(reader.Known.ExternalResourceAttribute))
        {
            yield return $"the external resource '{type.Name}'";
        }

        foreach (var member in type.MembersInOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (member is INamedTypeSymbol nested)
            {
                foreach (var need in FindNeeds(nested, reader, $"{around}{nested.Name}.", cancellationToken))
                {
                    yield return need;
                }
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && !method.GetAttributes().IsEmpty)
            {
                if (method.HasAttribute(reader.Known.StepAttribute) || method.HasAttribute(reader.Known.InputStepAttribute))
                {
                    yield return $"the step '{around}{method.Name}'";
                }
                else if (WorkflowDeclaration.TryRead(method, reader) is not null)
                {
                    yield return $"the workflow '{around}{method.Name}'";
                }
            }
        }
    }
}
