using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>ORCH4004: a form has a side effect, although it is run again with every page.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormEffectAnalyzer : OrchestratorAnalyzer
{
    private static readonly HashSet<string> HttpWrites = new(StringComparer.Ordinal)
    {
        "DeleteAsync",
        "PatchAsync",
        "PostAsync",
        "PutAsync",
        "DeleteFromJsonAsync",
        "PatchAsJsonAsync",
        "PostAsJsonAsync",
        "PutAsJsonAsync",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.FormHasEffect];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (
            context.OwningSymbol is not IMethodSymbol method
            || !(method.HasAttribute(reader.Known.InputStepAttribute) || WorkflowDeclaration.IsForm(method, reader))
        )
        {
            return;
        }

        IOperation[] operations = [.. context.DescendantOperations()];
        var mutation = new ModelMutation(operations, reader);
        foreach (var operation in operations)
        {
            if (FindEffect(operation, mutation) is { } effect)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.FormHasEffect, operation.Syntax.GetLocation(), method.Name, effect)
                );
            }
        }
    }

    private static string? FindEffect(IOperation operation, ModelMutation mutation)
    {
        // The form has a subscription of its own, so the order in which it shows a list is no one else's.
        if (!ModelMutation.IsReordering(operation) && mutation.FindRoot(operation) is { } parameter)
        {
            return $"it changes '{parameter.Name}'";
        }

        var targets = operation switch
        {
            ICoalesceAssignmentOperation => [],
            IAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements,
            IAssignmentOperation assignment => [assignment.Target],
            IIncrementOrDecrementOperation increment => [increment.Target],
            _ => ImmutableArray<IOperation>.Empty,
        };
        return targets.Select(StaticMemberOf).FirstOrDefault(member => member is not null && !IsCached(operation, member)) is { } set
                ? $"it sets '{set.ToDisplayString(SymbolFormats.ClassAndMember)}'"
            : operation is IInvocationOperation { TargetMethod: var called } && IsWrite(called)
                ? $"it calls '{called.ToDisplayString(SymbolFormats.ClassAndMember)}'"
            : null;
    }

    private static ISymbol? StaticMemberOf(IOperation target) =>
        target is IMemberReferenceOperation { Instance: null, Member: { IsStatic: true } member } ? member : null;

    // A value that is looked up once and kept, as by ??=, is the same with every replay: what is set is asked for first.
    private static bool IsCached(IOperation set, ISymbol member)
    {
        if (set is not ISimpleAssignmentOperation)
        {
            return false;
        }

        for (var around = set; around is not null; around = around.Parent)
        {
            var asked = around switch
            {
                IConditionalOperation conditional => conditional.Condition,
                ISimpleAssignmentOperation
                {
                    Value: ICoalesceOperation or IConversionOperation { Operand: ICoalesceOperation }
                } assignment => assignment.Value,
                _ => null,
            };
            if (
                asked?.DescendantsAndSelf().Any(operation => SymbolEqualityComparer.Default.Equals(StaticMemberOf(operation), member))
                == true
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrite(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            switch (type.ToDisplayString())
            {
                case "System.Net.Http.HttpClient":
                case "System.Net.Http.Json.HttpClientJsonExtensions":
                    return HttpWrites.Contains(method.Name);
                case "System.IO.File":
                    return method.Name is "Copy" or "Create" or "Delete" or "Move"
                        || method.Name.StartsWith("Append", StringComparison.Ordinal)
                        || method.Name.StartsWith("Write", StringComparison.Ordinal);
                case "Microsoft.EntityFrameworkCore.DbContext":
                    return method.Name is "SaveChanges" or "SaveChangesAsync";
                default:
                    break;
            }
        }

        return false;
    }
}
