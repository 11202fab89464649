using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>Reports the refusals of one member, each where it has to be changed.</summary>
internal readonly struct RefusalReport(SymbolAnalysisContext context, MarkedMember marked)
{
    private const string Unseen =
        "its type, or what its attribute names, is emitted by another source generator, which this one cannot see; declare it in "
        + "this project or in one that it references";

    public void Report(Refusal refusal)
    {
        if (RefusalTable.Find(refusal) is not var (rule, problem))
        {
            return;
        }

        if (refusal.Argument.Length > 0)
        {
            ReportReference(rule, refusal, problem);
        }
        else if (refusal.At is IParameterSymbol parameter)
        {
            ReportParameter(parameter, problem);
        }
        else
        {
            ReportShape(rule, problem);
        }
    }

    /// <summary>Reports that the generator could not see a type of the member, or of a parameter of it.</summary>
    public void ReportUnseen(ISymbol symbol)
    {
        if (symbol is IParameterSymbol parameter)
        {
            ReportParameter(parameter, Unseen);
        }
        else
        {
            ReportShape(DiagnosticDescriptors.ShapeCannotBeUsed, UnseenTypes.Problem);
        }
    }

    private void ReportParameter(IParameterSymbol parameter, string problem)
    {
        if (parameter.Locations is [var location, ..])
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ParameterCannotBeBound,
                    location,
                    marked.What,
                    marked.Symbol.Name,
                    parameter.Name,
                    problem
                )
            );
        }
    }

    // A class is refused because of its member, so it is said at the member.
    private void ReportShape(DiagnosticDescriptor rule, string problem)
    {
        if (marked.Symbol.Locations is [var location, ..])
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, location, marked.What, SymbolFormats.NameOf(marked.Symbol), problem));
        }
    }

    private void ReportReference(DiagnosticDescriptor rule, Refusal refusal, string problem)
    {
        if (marked.Attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax attribute)
        {
            return;
        }

        var name = marked.What == "Workflow" ? SnakeCase.Convert(marked.Symbol.Name) : marked.Symbol.Name;
        context.ReportDiagnostic(
            Diagnostic.Create(
                rule,
                LocationOf(attribute, marked.Attribute, refusal.Argument),
                $"{marked.What} '{name}'",
                refusal.Value.Length == 0 ? $"no {refusal.Argument}" : $"{refusal.Argument} '{refusal.Value}'",
                problem
            )
        );
    }

    private static Location LocationOf(AttributeSyntax attribute, AttributeData data, string argument)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var written = arguments.FirstOrDefault(candidate =>
            (candidate.NameEquals?.Name ?? candidate.NameColon?.Name)?.Identifier.ValueText == argument
        );
        if (
            written is null
            && data.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == argument) is { Ordinal: var position }
            && position < arguments.Count
        )
        {
            written = arguments[position] is { NameEquals: null, NameColon: null } positional ? positional : null;
        }

        return ((SyntaxNode?)written?.Expression ?? attribute).GetLocation();
    }
}
