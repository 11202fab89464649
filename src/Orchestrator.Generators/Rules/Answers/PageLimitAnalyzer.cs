using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Answers;

/// <summary>
/// ORCH4011: a page allows a value that the member of a block refuses to which a step assigns it. Only where the value goes there
/// as it was asked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PageLimitAnalyzer : AskedFieldAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PageAllowsMore];

    private protected override void Report(CompilationAnalysisContext context, AskedFields fields, CompilationReader reader)
    {
        var limits = new PageLimits(reader.Known);
        var said = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var field in fields.All.OrderBy(static field => field.Workflow.Name, StringComparer.Ordinal))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (
                field.Property.Locations is not [{ IsInSource: true } location, ..]
                || said.Contains(field.Property)
                || FindStored(field, reader, context.CancellationToken) is not var (step, stored)
                || limits.FindTighter(field.Property, stored) is not { } limit
                || fields.IsReadFromPage(field, context.CancellationToken)
            )
            {
                continue;
            }

            said.Add(field.Property);
            var syntax = limit.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax;
            var written = syntax?.ToString() ?? limit.AttributeClass!.Name.Replace("Attribute", "");
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.PageAllowsMore,
                    location,
                    syntax is null ? [] : [syntax.GetLocation()],
                    field.Property.ContainingType.Name,
                    field.Property.Name,
                    $"{stored.ContainingType.Name}.{stored.Name}",
                    step.Name,
                    PageLimits.IsLimitedBy(field.Property, limit)
                        ? $"Change its limit, so that it allows no more than '[{written}]'"
                        : $"Add '[{written}]' to '{field.Property.Name}'"
                )
            );
        }
    }

    /// <summary>The first step that takes the answer and assigns it to a member as it is; null for none.</summary>
    private static (IMethodSymbol Step, IPropertySymbol Member)? FindStored(
        AskedField field,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        foreach (var operand in (field.Steps ?? []).Select(static step => step.Operand))
        {
            if (operand.FindFlow(reader) is not { } flow)
            {
                continue;
            }

            if (
                operand is { Kind: ChainOperandKind.Step, IsConditional: false, IsFocused: false, Symbol: IMethodSymbol step }
                && flow.Needs.FirstOrDefault(need => need.Key == field.Key && !need.IsReadByCode) is { } need
                && FindMember(step, need.Parameter, reader, cancellationToken) is { } member
            )
            {
                return (step, member);
            }

            // From here on it may be another value.
            if (flow.GivesAnything || flow.Gives.Any(gift => gift.Key == field.Key) || flow.Removes.Contains(field.Key))
            {
                return null;
            }
        }

        return null;
    }

    private static IPropertySymbol? FindMember(
        IMethodSymbol step,
        string parameter,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var operations = MethodOperations.Of(reader).Find(step, cancellationToken);
        if (
            MethodBody.Find(step, reader, cancellationToken) is not { } body
            || operations.Any(operation => operation is IAssignmentOperation { Target: var target } && IsParameter(target, parameter))
        )
        {
            return null;
        }

        return operations
            .OfType<ISimpleAssignmentOperation>()
            .Where(assignment => IsParameter(assignment.Value, parameter) && StateReads.IsAlwaysRun(assignment.Syntax, body))
            .Select(static assignment => (assignment.Target as IPropertyReferenceOperation)?.Property)
            .FirstOrDefault(property => property is not null && reader.Known.IsProductBlock(property.ContainingType));
    }

    private static bool IsParameter(IOperation operation, string name) =>
        operation switch
        {
            IConversionOperation { OperatorMethod: null } conversion => IsParameter(conversion.Operand, name),
            IParameterReferenceOperation { Parameter: var parameter } => parameter.Name == name,
            _ => false,
        };
}
