using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>Finds what a form asks of its <c>FormSession</c>.</summary>
internal static class FormCalls
{
    public const string Ask = "AskAsync";
    public const string AskLast = "AskLastAsync";

    /// <summary>True for a method of the session.</summary>
    public static bool IsOfForm(IMethodSymbol method, CompilationReader reader) =>
        KnownSymbols.Is(method.ContainingType, reader.Known.FormSession);

    /// <summary>The name of a method that is called on something; null for any other call.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: var name } ? name.Identifier.ValueText : null;

    /// <summary>True for what looks like a question of a page.</summary>
    public static bool IsAsking(InvocationExpressionSyntax call) => NameOf(call) is Ask or AskLast;

    /// <summary>True when a call hands a form on, to what may ask its pages.</summary>
    public static bool TakesForm(
        InvocationExpressionSyntax call,
        SemanticModel model,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        call.ArgumentList.Arguments.Any(argument =>
            argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && KnownSymbols.Is(model.GetTypeInfo(argument.Expression, cancellationToken).Type, reader.Known.FormSession)
        );

    /// <summary>
    /// The call in a <c>try</c> that asks a page, as a message names it; null for none. What a function inside does is left alone, and so
    /// is what stands in another <c>try</c> that has handlers of its own.
    /// </summary>
    public static string? FindIn(BlockSyntax tried, SemanticModel model, CompilationReader reader, CancellationToken cancellationToken) =>
        tried
            .DescendantNodes(static node =>
                node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TryStatementSyntax { Catches.Count: > 0 })
            )
            .OfType<InvocationExpressionSyntax>()
            .Where(call =>
                IsAsking(call)
                    ? model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && IsOfForm(method, reader)
                    : TakesForm(call, model, reader, cancellationToken)
            )
            .Select(static call =>
                call.Expression switch
                {
                    MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                    SimpleNameSyntax name => name.Identifier.ValueText,
                    _ => null,
                }
            )
            .FirstOrDefault(static name => name is not null);
}
