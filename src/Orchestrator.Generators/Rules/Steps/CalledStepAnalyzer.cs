using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3014: a step calls another step as a method, and loses what makes it a step: its result does not reach the state, or it is not
/// retried. A call whose result the caller uses is an ordinary call.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CalledStepAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepIsCalled];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol caller || !caller.HasAttribute(reader.Known.StepAttribute))
        {
            return;
        }

        foreach (var call in context.CodeBlock.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(MayCallStep))
        {
            if (
                context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol { IsStatic: true } called
                && called.HasAttribute(reader.Known.StepAttribute)
                && !SymbolEqualityComparer.Default.Equals(called, caller)
                && FindLoss(call, caller, called, context.SemanticModel, reader, context.CancellationToken) is { } loss
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.StepIsCalled, call.GetLocation(), caller.Name, called.Name, loss)
                );
            }
        }
    }

    // A step is static: it is called by its name, or with its class.
    private static bool MayCallStep(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax };

    private static string? FindLoss(
        InvocationExpressionSyntax call,
        IMethodSymbol caller,
        IMethodSymbol called,
        SemanticModel model,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        if (IsRetried(called, reader) && !IsRetried(caller, reader))
        {
            return "it is not retried when it fails, because the engine does not run it";
        }

        // A subscription is the same object that the caller has.
        var gives = StepFlowReader
            .Of(reader)
            .Read(called, isForm: false)
            .Gives.Where(static gift => !gift.IsSubscription)
            .Select(static gift => $"'{gift.Key}'")
            .ToArray();
        return gives.Length > 0 && IsDropped(call, model, reader, cancellationToken)
            ? $"{string.Join(", ", gives)} of its result {(gives.Length == 1 ? "is" : "are")} not put into the state"
            : null;
    }

    private static bool IsRetried(IMethodSymbol step, CompilationReader reader) => step.HasAttribute(reader.Known.RetryStepAttribute);

    private static bool IsDropped(ExpressionSyntax call, SemanticModel model, CompilationReader reader, CancellationToken cancellationToken)
    {
        while (
            call.Parent
                is AwaitExpressionSyntax
                    or ParenthesizedExpressionSyntax
                    or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
                    or InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
                    }
        )
        {
            call = (ExpressionSyntax)call.Parent;
        }

        return call.Parent switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } =>
                true,
            ArrowExpressionClauseSyntax or ReturnStatementSyntax or AnonymousFunctionExpressionSyntax => call.Ancestors()
                .Select(node => FindFunction(node, model, cancellationToken))
                .FirstOrDefault(static function => function is not null)
                is { } function
                && ReturnsNothing(function, reader.Known),
            _ => false,
        };
    }

    private static IMethodSymbol? FindFunction(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node switch
        {
            AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(node, cancellationToken).Symbol as IMethodSymbol,
            BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(node, cancellationToken)
                as IMethodSymbol,
            _ => null,
        };

    // A task without a result drops that of the task which it is made from.
    private static bool ReturnsNothing(IMethodSymbol function, KnownSymbols known) =>
        function.ReturnsVoid || KnownSymbols.Is(function.ReturnType, known.Task) || KnownSymbols.Is(function.ReturnType, known.ValueTask);
}
