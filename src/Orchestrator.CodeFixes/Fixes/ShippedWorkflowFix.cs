using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Workflows;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH1006: puts an obsolete step in the place of one that was removed, or accepts what has changed by writing it into the unshipped file:
/// the steps of a workflow, or that the workflow does not exist any longer.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ShippedWorkflowFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
[Shared]
public sealed class ShippedWorkflowFix() : CodeFix(DiagnosticIds.ShippedWorkflowDiffers)
{
    /// <summary>The kind of the fix that writes into the unshipped file what is new or appended.</summary>
    internal const string Accepted = "accept";

    // The kind of the fix that writes there that a workflow was broken on purpose.
    private const string Broken = "break";

    /// <summary>All workflows of a project go into one file, so they are written one after the other.</summary>
    public override FixAllProvider GetFixAllProvider() => ShippedWorkflowFixAll.Instance;

    private protected override async Task<ImmutableArray<Fix>> FindAllAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken
    )
    {
        var fixes = ImmutableArray.CreateBuilder<Fix>();
        if (await FindKeptIdAsync(document.Project, diagnostic, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            fixes.Add(kept);
        }

        if (
            document is Document source
            && await FindObsoleteStepAsync(source, diagnostic, cancellationToken).ConfigureAwait(false) is { } obsolete
        )
        {
            fixes.Add(obsolete);
        }

        if (FindAccepted(document.Project, diagnostic) is { } accepted)
        {
            var title =
                document is not Document ? $"Write into {ShippedWorkflows.UnshippedFile} that '{accepted.Workflow}' is gone"
                : accepted.Breaks
                    ? $"Break '{accepted.Workflow}': write {ShippedWorkflows.Breaking} and its steps into {ShippedWorkflows.UnshippedFile}"
                : $"Write the steps of '{accepted.Workflow}' into {ShippedWorkflows.UnshippedFile}";
            fixes.Add(new(title, accepted.Breaks ? Broken : Accepted, token => AcceptAsync(accepted, token)));
        }

        return fixes.ToImmutable();
    }

    // A process that has finished a renamed step must not run it again, so this is offered before all else.
    private static async Task<Fix?> FindKeptIdAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            !diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Renamed, out var id)
            || id is null
            || diagnostic.AdditionalLocations is not [{ SourceTree: { } tree, SourceSpan: var span }]
            || project.GetDocument(tree) is not { } document
            || await document.FindAsync<AttributeSyntax>(span, cancellationToken).ConfigureAwait(false) is not { } attribute
        )
        {
            return null;
        }

        if (
            diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.RenamedClass, out var name)
            && name is not null
            && attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && CompilationReader.Of(model.Compilation).Known.StepIdPrefixAttribute is { } prefix
        )
        {
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var separator = text.IndentationAt(type.GetFirstToken()) is { } indentation
                ? SyntaxSearch.LineEndingOf(text) + indentation
                : " ";
            var mark = new TextChange(
                new(type.SpanStart, 0),
                $"[{new NamesAt(model, type.SpanStart).Attribute(prefix)}({Literal(name)})]{separator}"
            );
            return new($"Keep the identities of the steps of '{name}'", "keepClass", token => document.WithAsync(token, mark));
        }

        return new($"Keep the identity '{id}'", "keep", token => document.WithAsync(token, attribute.SetProperty("Id", Literal(id))));

        static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
    }

    private static async Task<Fix?> FindObsoleteStepAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            !diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Removed, out var removed)
            || removed is null
            || !diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Gap, out var gap)
            || !int.TryParse(gap, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            || await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false)
                is not { Body: { } body, Reader.Known.Workflow: { } words } place
            || place.FindOperands(cancellationToken) is not { } operands
            || before > operands.Count
        )
        {
            return null;
        }

        var step = place.Names.Member(words, "ObsoleteStep", $"({SymbolDisplay.FormatLiteral(removed, quote: true)})");
        return new(
            $"Put an obsolete step in the place of '{removed}'",
            "obsolete",
            token =>
                document.WithAsync(token, before == 0 ? place.InsertFirst(body, step) : ChainSyntax.InsertAfter(operands[before - 1], step))
        );
    }

    /// <summary>
    /// Where and how a project says that it accepts a change; null when it has no file for that, or the diagnostic is not about a workflow.
    /// </summary>
    internal static AcceptedChange? FindAccepted(Project project, Diagnostic diagnostic) =>
        project.AdditionalDocuments.FirstOrDefault(static file =>
            string.Equals(file.Name, ShippedWorkflows.UnshippedFile, StringComparison.OrdinalIgnoreCase)
        )
            is { } file
        && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow)
        && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Lines, out var lines)
            ? new(file, workflow!, lines!, diagnostic.Properties.ContainsKey(ShippedWorkflowAnalyzer.Breaks))
            : null;

    internal static async Task<Solution> AcceptAsync(AcceptedChange change, CancellationToken cancellationToken)
    {
        var text = await change.File.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return change.File.Project.Solution.WithAdditionalDocumentText(change.File.Id, text.WithChanges(Accept(text, change)));
    }

    // The lines of the workflow go where it had its first one, or to the end. What the file says of the others stays as it is, and so do
    // comments and empty lines.
    private static IEnumerable<TextChange> Accept(SourceText text, AcceptedChange change)
    {
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        var added = string.Concat(change.Lines.Split('\n').Where(static line => line.Length > 0).Select(line => line + lineEnding));
        var old = text.Lines.Where(line => IsOf(line.ToString().Trim(), change.Workflow)).ToArray();
        if (old.Length > 0)
        {
            return old.Select((line, index) => new TextChange(line.SpanIncludingLineBreak, index == 0 ? added : ""));
        }

        var isInLine = text.Length > 0 && text.Lines[text.Lines.Count - 1].Span.Length > 0;
        return [new(new(text.Length, 0), isInLine ? lineEnding + added : added)];
    }

    private static bool IsOf(string line, string workflow) =>
        StepLineText.IsOf(line, workflow)
        || (
            line.StartsWith(ShippedWorkflows.Breaking, StringComparison.Ordinal)
            && line.Substring(ShippedWorkflows.Breaking.Length).Trim() == workflow
        );

    /// <param name="File">The unshipped file.</param>
    /// <param name="Workflow">The workflow that has changed.</param>
    /// <param name="Lines">What the file is to say of it.</param>
    /// <param name="Breaks">True when a process of it could not continue.</param>
    internal sealed record AcceptedChange(TextDocument File, string Workflow, string Lines, bool Breaks);
}
