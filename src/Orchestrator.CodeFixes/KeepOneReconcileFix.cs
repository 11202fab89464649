using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;

namespace Orchestrator.CodeFixes;

/// <summary>
/// ORCH2001: says on a modify workflow that no reconcile workflow is wanted from it, or removes a written one. Fix-all keeps the first of each product.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepOneReconcileFix))]
[Shared]
public sealed class KeepOneReconcileFix() : CodeFix(DiagnosticIds.SecondReconcileWorkflow)
{
    private const string Reconcile = nameof(Reconcile);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var methods = diagnostics.Where(static diagnostic => !IsFirst(diagnostic)).Select(diagnostic => MethodAt(root, diagnostic)).OfType<MethodDeclarationSyntax>().Distinct().ToArray();
        root = root.TrackNodes(methods);
        foreach (var method in methods)
        {
            root = Disclaim(root, root.GetCurrentNode(method)!);
        }

        return document.WithSyntaxRoot(root);
    });

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root is not null && MethodAt(root, diagnostic) is { } method
            ? new(
                FindModifyAttribute(method) is null ? $"Remove '{method.Identifier.ValueText}'" : "Emit no reconcile workflow from this one",
                nameof(KeepOneReconcileFix),
                _ => Task.FromResult(document.With(Disclaim(root, method))))
            : null;
    }

    private static SyntaxNode Disclaim(SyntaxNode root, MethodDeclarationSyntax method)
    {
        if (FindModifyAttribute(method) is not { } attribute)
        {
            return root.RemoveNode(method, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        }

        var no = SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression)).WithNameEquals(
            SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(Reconcile).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        var changed = attribute.FindProperty(Reconcile) is { } written
            ? attribute.ReplaceNode(written, no)
            : attribute.WithArgumentList(attribute.ArgumentList!.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(
                attribute.ArgumentList.Arguments.GetWithSeparators()
                    .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
                    .Add(no))));
        return root.ReplaceNode(attribute, changed);
    }

    // What is reported where assemblies are registered is in the middle of a method that is no workflow.
    private static MethodDeclarationSyntax? MethodAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && method.Identifier.Span == diagnostic.Location.SourceSpan ? method : null;

    private static AttributeSyntax? FindModifyAttribute(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(static attribute => attribute.Name.ToString().Split('.').Last() is "ModifyWorkflow" or "ModifyWorkflowAttribute");

    // With one in another assembly none of ours is the first: it was there before.
    private static bool IsFirst(Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.All(other => Compare(diagnostic.Location, other) < 0) && !diagnostic.Properties.ContainsKey(ReconcileUniquenessAnalyzer.Elsewhere);

    private static int Compare(Location left, Location right)
    {
        var byFile = string.CompareOrdinal(left.SourceTree?.FilePath, right.SourceTree?.FilePath);
        return byFile != 0 ? byFile : left.SourceSpan.Start.CompareTo(right.SourceSpan.Start);
    }
}
