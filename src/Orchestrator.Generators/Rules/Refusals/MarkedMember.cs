using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>A method or property that an author has marked, or named as a form, and why it is not emitted.</summary>
/// <param name="Symbol">The member.</param>
/// <param name="What">What it is, as messages call it.</param>
/// <param name="Attribute">The attribute that marks it; null for a form.</param>
/// <param name="Refusals">Every reason; empty for a member that is emitted.</param>
internal sealed record MarkedMember(ISymbol Symbol, string What, AttributeData? Attribute, ImmutableArray<Refusal> Refusals)
{
    /// <summary>Reads a member as the generator does; null for one that is not marked.</summary>
    public static MarkedMember? TryRead(ISymbol symbol, CompilationReader reader, CancellationToken cancellationToken)
    {
        if (symbol is IMethodSymbol conflicting && MethodMarks.FindConflict(conflicting, reader.Known) is [_, ..] marks)
        {
            return new(symbol, "Method", null, [new(RefusalKind.SeveralMarks, symbol, string.Join(" and ", marks))]);
        }

        if (
            symbol is IMethodSymbol unnamed
            && MethodMarks.Find(unnamed, reader.Known) is [_, ..]
            && MethodShape.FindRefusal(unnamed, reader, RefusalKind.NotStatic) is { Kind: RefusalKind.NotCalledByName } refusal
        )
        {
            return new(symbol, "Method", null, [refusal]);
        }

        if (symbol.FindAttribute(reader.Known.ExternalSystemStepsAttribute) is { } chain)
        {
            return new(symbol, "Chain", chain, [.. FindChainRefusals(symbol, chain, reader)]);
        }

        if (symbol is not IMethodSymbol method)
        {
            return null;
        }

        if (WorkflowDeclaration.TryRead(method, reader) is { } workflow)
        {
            var parser = new WorkflowParser(reader);
            return new(
                method,
                "Workflow",
                workflow.Attribute,
                [
                    .. parser.Parse(workflow, cancellationToken).Refusals,
                    .. parser.ParseReconcile(workflow, cancellationToken).Refusals,
                    .. FindClassRefusals(method, reader, cancellationToken),
                ]
            );
        }

        // The method that the compiler makes of a member of an extension block is the one that is bound.
        var bound = method.AssociatedExtensionImplementation ?? method;
        if ((method.FindAttribute(reader.Known.StepAttribute) ?? method.FindAttribute(reader.Known.InputStepAttribute)) is { } step)
        {
            var what = method.HasAttribute(reader.Known.StepAttribute) ? "Step" : "Input step";
            ImmutableArray<Refusal> refusals =
            [
                .. new StepParser(reader).Parse(bound).Refusals,
                .. FindClassRefusals(bound, reader, cancellationToken),
            ];
            return new(method, what, step, refusals.IsEmpty && MethodShape.FindMissingBody(method) is { } missing ? [missing] : refusals);
        }

        return WorkflowDeclaration.IsForm(method, reader)
            ? new(
                method,
                "Form",
                null,
                [
                    .. new BindingParser(reader)
                        .ParseForm(method, method.Name)
                        .Refusals.Where(static refusal => refusal.At is IParameterSymbol),
                ]
            )
            : null;
    }

    private static IEnumerable<Refusal> FindChainRefusals(ISymbol chain, AttributeData attribute, CompilationReader reader)
    {
        var shape = chain switch
        {
            IMethodSymbol method => MethodShape.FindListRefusal(method, reader),
            IPropertySymbol property => MethodShape.FindChainRefusal(property, reader),
            _ => null,
        };
        if (shape is not null)
        {
            yield return shape;
        }
        else if (attribute.NamedValue("Workflow") is string name && !SyntaxFacts.IsValidIdentifier(name))
        {
            yield return new(RefusalKind.ChainWorkflowIsNotAName, chain, name);
        }
    }

    private static IEnumerable<Refusal> FindClassRefusals(
        IMethodSymbol method,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var type = method.ContainingType;
        if (TakenNames.Find(type, EmittedNames.Bindings) is { } taken)
        {
            yield return taken;
        }

        foreach (var refusal in TypeHierarchyParser.Parse(type, reader, cancellationToken).Refusals)
        {
            yield return refusal;
        }
    }
}
