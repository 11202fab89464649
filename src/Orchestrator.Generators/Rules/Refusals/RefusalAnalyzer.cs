using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Refusals;

/// <summary>
/// The rules that say why something marked is not emitted: parses it as the generator does and reports every refusal by the rule that
/// <see cref="RefusalTable"/> has for it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RefusalAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.ClassIsNotPartial,
        DiagnosticDescriptors.ShapeCannotBeUsed,
        DiagnosticDescriptors.ReferenceIsWrong,
        DiagnosticDescriptors.OptionHasNoUsableValue,
        DiagnosticDescriptors.PlaceCannotBeReached,
        DiagnosticDescriptors.ReconcileCannotBeEmitted,
        DiagnosticDescriptors.ParameterCannotBeBound,
        DiagnosticDescriptors.ResultCannotBeKept,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader)
    {
        context.RegisterSymbolAction(symbol => AnalyzeMember(symbol, reader), SymbolKind.Method, SymbolKind.Property);
        context.RegisterSymbolAction(symbol => AnalyzeClass(symbol, reader), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeFunction(node, reader),
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression
        );
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (MarkedMember.TryRead(context.Symbol, reader, context.CancellationToken) is not { } marked)
        {
            return;
        }

        var report = new RefusalReport(context, marked);
        foreach (var refusal in marked.Refusals)
        {
            // Of a product without its attribute it is said at its class.
            if (
                refusal is not { Kind: RefusalKind.ProductNotMarked, At: ITypeSymbol product }
                || !UnmarkedModels.Of(reader).Contains(product)
            )
            {
                report.Report(refusal);
            }
        }

        // What is refused here anyway was left out for that reason.
        if (marked.Refusals.IsEmpty && context.Symbol is IMethodSymbol { ContainingType: { } type } method)
        {
            if (FindEmittedChain(method, reader, context.CancellationToken) is { } chain)
            {
                report.Report(new(RefusalKind.ChainIsEmitted, method, chain.ToDisplayString(SymbolFormats.ClassAndMember)));
            }

            foreach (var unseen in UnseenTypes.Read(type, EmittedNames.Bindings, context.CancellationToken))
            {
                if (unseen == UnseenTypes.KeyOf(method))
                {
                    report.ReportUnseen(method);
                }
                else if (method.Parameters.FirstOrDefault(parameter => unseen == UnseenTypes.KeyOf(parameter)) is { } parameter)
                {
                    report.ReportUnseen(parameter);
                }
            }
        }
    }

    /// <summary>
    /// The chain for which a workflow has no emitted reconcile workflow, or its own body, because the generator did not see it.
    /// </summary>
    private static ISymbol? FindEmittedChain(IMethodSymbol method, CompilationReader reader, CancellationToken cancellationToken) =>
        WorkflowDeclaration.TryRead(method, reader) is { } workflow
        && ReconcilePlan.TryCreate(workflow, reader, cancellationToken) is { } plan
        && method.ContainingType.GetMembers(plan.MethodName).IsEmpty
            ? plan
                .Chains.Append(method.PartialImplementationPart ?? method)
                .FirstOrDefault(chain => EmittedByOthers.IsInEmittedFile(chain, cancellationToken))
            : null;

    /// <summary>What stands in a body is marked in vain: the generator reads members only.</summary>
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context, CompilationReader reader)
    {
        var (attributes, place) = context.Node switch
        {
            LocalFunctionStatementSyntax function => (function.AttributeLists, function.Identifier.GetLocation()),
            LambdaExpressionSyntax lambda => (lambda.AttributeLists, lambda.GetLocation()),
            _ => default,
        };
        if (attributes.Count == 0)
        {
            return;
        }

        var symbol =
            context.Node is LambdaExpressionSyntax
                ? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol
                : context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken);
        if (
            symbol is IMethodSymbol method
            && MethodMarks.Find(method, reader.Known) is [var mark, ..]
            && RefusalTable.Find(new(RefusalKind.LocalFunction, method)) is var (rule, problem)
        )
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, place, mark, SymbolFormats.NameOf(method), problem));
        }
    }

    /// <summary>
    /// One report for each class that has to be open, whatever stands in it: the members that need it are named together.
    /// </summary>
    private static void AnalyzeClass(SymbolAnalysisContext context, CompilationReader reader)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (
            type.BaseType.IsOrDerivesFrom(reader.Known.StepAttribute)
            && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reader.Known.StepAttribute!.ContainingAssembly)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.ShapeCannotBeUsed,
                    type.Locations[0],
                    "Attribute",
                    type.Name,
                    "the build reads [Step] and [RetryStep] themselves, because it knows what their arguments mean; mark the "
                        + "methods with one of them"
                )
            );
        }

        if (PartialNeeds.Find(type, reader, context.CancellationToken) is { } missing && !MissingViews.Of(reader).IsExplained(type))
        {
            context.ReportDiagnostic(missing);
        }
    }
}
