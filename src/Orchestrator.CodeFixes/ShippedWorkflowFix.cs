using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.CodeFixes;

/// <summary>
/// ORCH1006: puts an obsolete step in the place of one that was removed, or accepts what has changed by writing it into the unshipped file: the steps of a workflow, or
/// that there is no such workflow any longer.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ShippedWorkflowFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class ShippedWorkflowFix() : CodeFix(DiagnosticIds.ShippedWorkflowDiffers)
{
    /// <summary>The kind of the fix that writes into the unshipped file.</summary>
    internal const string Accepted = "accept";

    /// <summary>All workflows of a project go into one file, so they are written one after the other.</summary>
    public override FixAllProvider GetFixAllProvider() => SequentialFixAll.Instance;

    private protected override async Task<ImmutableArray<Fix>> FindAllAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var fixes = ImmutableArray.CreateBuilder<Fix>();
        if (document is Document source && await FindObsoleteStepAsync(source, diagnostic, cancellationToken).ConfigureAwait(false) is { } obsolete)
        {
            fixes.Add(obsolete);
        }

        if (FindAccepted(document.Project, diagnostic) is var (file, workflow, lines))
        {
            var title = document is Document ? $"Write the steps of '{workflow}' into {ShippedWorkflows.UnshippedFile}" : $"Write into {ShippedWorkflows.UnshippedFile} that '{workflow}' is gone";
            fixes.Add(new(title, Accepted, token => AcceptAsync(file, workflow, lines, token)));
        }

        return fixes.ToImmutable();
    }

    private static async Task<Fix?> FindObsoleteStepAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Removed, out var removed)
            || removed is null
            || !diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Gap, out var gap)
            || !int.TryParse(gap, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            || await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { Body: { } body, Known.Workflow: { } words } place
            || place.FindOperands(cancellationToken) is not { } operands
            || before > operands.Count)
        {
            return null;
        }

        var step = place.Names.Member(words, "ObsoleteStep", $"({SymbolDisplay.FormatLiteral(removed, quote: true)})");
        return new(
            $"Put an obsolete step in the place of '{removed}'",
            "obsolete",
            token => document.WithAsync(token, before == 0 ? place.InsertFirst(body, step) : ChainSyntax.InsertBehind(operands[before - 1], step)));
    }

    /// <summary>Where and how a project says that it accepts a change; null when it has no file for that, or the diagnostic is about no workflow.</summary>
    internal static (TextDocument File, string Workflow, string Lines)? FindAccepted(Project project, Diagnostic diagnostic) =>
        project.AdditionalDocuments.FirstOrDefault(static file => string.Equals(file.Name, ShippedWorkflows.UnshippedFile, StringComparison.OrdinalIgnoreCase)) is { } file
        && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow)
        && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Lines, out var lines)
            ? (file, workflow!, lines!)
            : null;

    internal static async Task<Solution> AcceptAsync(TextDocument file, string workflow, string lines, CancellationToken cancellationToken)
    {
        var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return file.Project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(Accept(text, workflow, lines), text.Encoding));
    }

    /// <summary>The file with the lines of one workflow replaced; what it says of the others stays as it is.</summary>
    private static string Accept(SourceText text, string workflow, string lines)
    {
        var lineEnding = SyntaxSearch.LineEndingOf(text);
        var kept = text.Lines.Select(static line => line.ToString())
            .Where(line => line.Length > 0 && !line.StartsWith(workflow + ": ", StringComparison.Ordinal) && line.Trim() != ShippedWorkflows.Breaking + workflow);
        return string.Concat(kept.Concat(lines.Split('\n').Where(static line => line.Length > 0)).Select(line => line + lineEnding));
    }
}
