using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.WorkflowClasses;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>The workflow around a diagnostic's place, as the rules read it.</summary>
/// <param name="Document">The file.</param>
/// <param name="Model">The file as the compiler reads it.</param>
/// <param name="Reader">Reads the compilation, with the types that the rules are about.</param>
/// <param name="Method">The workflow's method.</param>
/// <param name="Workflow">What it declares.</param>
internal sealed record WorkflowPlace(
    Document Document,
    SemanticModel Model,
    CompilationReader Reader,
    MethodDeclarationSyntax Method,
    WorkflowDeclaration Workflow
)
{
    /// <summary>The class that the workflow is in.</summary>
    public INamedTypeSymbol Host => Workflow.Method.ContainingType;

    /// <summary>The short names at the workflow.</summary>
    public NamesAt Names => new(Model, (Body ?? (SyntaxNode)Method).SpanStart);

    /// <summary>The one expression that the workflow returns; null when there is none.</summary>
    public ExpressionSyntax? Body => ChainSyntax.BodyOf(Method);

    /// <summary>Finds it; null where there is none.</summary>
    public static Task<WorkflowPlace?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        FindAsync(document, diagnostic.Location.SourceSpan, cancellationToken);

    /// <summary>Finds the one around a place; null where there is none.</summary>
    public static async Task<WorkflowPlace?> FindAsync(Document document, TextSpan place, CancellationToken cancellationToken)
    {
        if (
            await document.FindAsync<MethodDeclarationSyntax>(place, cancellationToken).ConfigureAwait(false) is not { } method
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(method, cancellationToken) is not { } symbol
        )
        {
            return null;
        }

        var reader = CompilationReader.Of(model.Compilation);
        return WorkflowDeclaration.TryRead(symbol, reader) is { } workflow ? new(document, model, reader, method, workflow) : null;
    }

    /// <summary>The whole file.</summary>
    public Task<SyntaxNode> RootAsync(CancellationToken cancellationToken) => Method.SyntaxTree.GetRootAsync(cancellationToken);

    /// <summary>The workflow attribute, whatever it is called here; null when it is written at another part of the method.</summary>
    public AttributeSyntax? FindAttribute(CancellationToken cancellationToken) =>
        Workflow.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken)
            is AttributeSyntax { ArgumentList.Arguments.Count: > 0 } attribute
        && Method.Contains(attribute)
            ? attribute
            : null;

    /// <summary>
    /// The operands of the workflow as the rules count them, without <c>Begin</c>; null when one of them is inside a call, or its body
    /// cannot be read.
    /// </summary>
    public IReadOnlyList<ExpressionSyntax>? FindOperands(CancellationToken cancellationToken) =>
        Body is not null
        && ChainReader.Of(Reader).Read(Workflow.Method, cancellationToken) is { } operands
        && !operands.Any(static operand => operand.IsWrapped)
            ? [.. operands.Select(static operand => operand.Syntax)]
            : null;

    /// <summary>
    /// The operand at a position of the chain; null if there is none, or if one up to it stands inside another call, so that positions say
    /// nothing.
    /// </summary>
    public ExpressionSyntax? FindOperand(int position, CancellationToken cancellationToken) =>
        Body is not null
        && position >= 0
        && ChainReader.Of(Reader).Read(Workflow.Method, cancellationToken) is { } operands
        && position < operands.Length
        && !operands.Take(position + 1).Any(static operand => operand.IsWrapped)
            ? operands[position].Syntax
            : null;

    /// <summary>True for <c>Begin</c>.</summary>
    public bool IsBegin(ExpressionSyntax operand) =>
        Model.GetSymbolInfo(operand).Symbol is { } symbol && ChainReader.IsBegin(symbol, Reader);

    /// <summary>
    /// Puts an operand before all others of a chain: after its <c>Begin</c>, or with a <c>Begin</c> before the list that stands in its
    /// place.
    /// </summary>
    public TextChange InsertFirst(ExpressionSyntax chain, string operand)
    {
        var first = ChainSyntax.FirstOf(chain);
        return IsBegin(first)
            ? ChainSyntax.InsertAfter(first, operand)
            : ChainSyntax.InsertBefore(first, Names.Member(Reader.Known.Workflow!, "Begin"), operand);
    }

    /// <summary>True when a product of the workflow has a reconcile workflow, so that one more would be one too many.</summary>
    public bool HasReconcileWorkflow() => ReconciledProducts.Of(Reader).HasAny(Workflow.Products);
}
