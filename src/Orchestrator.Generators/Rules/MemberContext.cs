using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// Registers actions so that a member is seen once. The compiler calls actions for the definition and for the implementation of a partial
/// member; a rule that is called for both says everything twice, and compares the member with itself. Symbols are seen as their definition,
/// code as what has a body.
/// </summary>
#pragma warning disable RS1012 // It registers the actions that the rules hand it, not while it is made.
internal sealed class MemberContext(CompilationStartAnalysisContext context)
    : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
#pragma warning restore RS1012
{
    /// <inheritdoc/>
    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (!symbol.Symbol.IsImplementationPart())
                {
                    action(symbol);
                }
            },
            symbolKinds
        );

    /// <inheritdoc/>
    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
        context.RegisterCodeBlockAction(block =>
        {
            // A definition part has no body, and neither has an abstract or extern method: there is nothing to say of what it does.
            if (block.CodeBlock is not BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null })
            {
                action(block);
            }
        });

    /// <inheritdoc/>
    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
        context.RegisterCompilationEndAction(action);

    /// <inheritdoc/>
    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(
        Action<SyntaxNodeAnalysisContext> action,
        ImmutableArray<TLanguageKindEnum> syntaxKinds
    ) => context.RegisterSyntaxNodeAction(action, syntaxKinds);

    /// <inheritdoc/>
    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => context.RegisterSyntaxTreeAction(action);

    /// <inheritdoc/>
    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
        context.RegisterSemanticModelAction(action);

    /// <inheritdoc/>
    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
        context.RegisterCodeBlockStartAction(action);

    /// <inheritdoc/>
    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
        context.RegisterAdditionalFileAction(action);

    /// <inheritdoc/>
    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
        context.RegisterOperationAction(action, operationKinds);

    /// <inheritdoc/>
    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
        context.RegisterOperationBlockAction(action);

    /// <inheritdoc/>
    public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) =>
        context.RegisterOperationBlockStartAction(action);

    /// <inheritdoc/>
    public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
        context.RegisterSymbolStartAction(action, symbolKind);
}
