using System.Text;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Catalogue;

/// <summary>
/// Writes the catalogue as Markdown, in the comments of a file from which the build takes it: a generator writes no files of its own.
/// </summary>
internal static class CatalogueEmitter
{
    private static readonly string[] Lock = ["Start", "Create Process Subscription relation", "Lock subscription"];
    private const string Unlock = "Unlock subscription";
    private static readonly string[] Refresh = ["Refresh subscription search index", "Refresh process search index"];

    /// <summary>The catalogue's file name without its ending.</summary>
    public static string FileName(string assemblyName) => FileNames.Create(assemblyName + ".WorkflowCatalogue");

    public static SourceText Emit(CatalogueModel model) =>
        SourceText.From(string.Concat(Lines.Split(Write(model)).Select(static line => $"// {line}".TrimEnd() + "\n")), Encoding.UTF8);

    /// <summary>The catalogue itself.</summary>
    public static string Write(CatalogueModel model)
    {
        var text = new StringBuilder();
        text.Append($"# Workflows of {model.AssemblyName}\n");
        var workflows = model.Workflows.ToLookup(static workflow => string.Join(", ", workflow.Products), StringComparer.Ordinal);
        foreach (
            var products in workflows
                .Select(static product => product.Key)
                .Concat(model.Idle)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(static names => names, StringComparer.Ordinal)
        )
        {
            var product = workflows[products];
            text.Append($"\n## {(products.Length == 0 ? "System" : Lines.Join(products))}\n");
            if (!product.Any())
            {
                text.Append("\nNo workflow of this assembly is about it.\n");
                continue;
            }

            text.Append("\n| workflow | does | from |\n| --- | --- | --- |\n");
            foreach (var workflow in product)
            {
                text.Append($"| [{workflow.Name}](#{workflow.Name}) | {Cell(workflow.Description)} | {workflow.Source} |\n");
            }

            foreach (var workflow in product)
            {
                Write(text, workflow);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, CataloguedWorkflow workflow)
    {
        text.Append($"\n### {workflow.Name}\n\n{Cell(workflow.Description)}; {workflow.Source}.");
        if (workflow.Asks.Count > 0)
        {
            text.Append($" Asks {string.Join(", ", workflow.Asks.Select(static key => $"`{key}`"))}.");
        }

        if (!workflow.IsReadable)
        {
            text.Append(" Its steps are computed.\n");
            return;
        }

        text.Append("\n\n| step | reads | writes |\n| --- | --- | --- |\n");
        foreach (var step in workflow.Steps)
        {
            var group = step.Group is { } name && !step.Name.StartsWith(name, StringComparison.Ordinal) ? $"{Cell(name)}: " : "";
            text.Append(
                $"| {group}{Cell(step.Name)}{(step.IsConditional ? " (on a condition)" : "")} | {string.Join(", ", step.Reads)} | "
                    + $"{string.Join(", ", step.Writes)} |\n"
            );
        }

        text.Append("\n```mermaid\nflowchart TD\n");
        (string Node, string? Group)[] nodes = [.. Around(workflow)];
        string? open = null;
        for (var index = 0; index < nodes.Length; index++)
        {
            var (node, group) = nodes[index];
            if (group != open)
            {
                text.Append(open is null ? "" : "  end\n").Append(group is null ? "" : $"  subgraph g{index}[\"{Label(group)}\"]\n");
                open = group;
            }

            text.Append($"{(group is null ? "" : "  ")}  s{index}{node}\n");
        }

        text.Append(open is null ? "" : "  end\n")
            .Append($"  {string.Join(" --> ", nodes.Select(static (_, index) => $"s{index}"))}\n```\n");
    }

    /// <summary>The author's steps between those that the kind of workflow puts around them.</summary>
    private static IEnumerable<(string Node, string? Group)> Around(CataloguedWorkflow workflow)
    {
        (string[] before, string[] after) = workflow switch
        {
            { IsPlain: true } => ([], []),
            { Target: WorkflowTarget.Create } => (["Start"], ["Set subscription to 'active'", Unlock, .. Refresh, "Done"]),
            { Target: WorkflowTarget.Terminate } => (Lock, ["Set subscription to 'terminated'", Unlock, .. Refresh, "Done"]),
            { Target: WorkflowTarget.Validate } => (Lock, [Unlock, "Done"]),
            _ => (Lock, (string[])[Unlock, .. Refresh, "Done"]),
        };
        return before
            .Select(Boundary)
            .Concat(
                workflow.Steps.Select(static step =>
                    (step.IsConditional ? $"{{{{\"{Label(step.Name)}\"}}}}" : $"[\"{Label(step.Name)}\"]", step.Group)
                )
            )
            .Concat(after.Select(Boundary));

        static (string Node, string? Group) Boundary(string name) => ($"([\"{name}\"])", null);
    }

    private static string Cell(string text) => Lines.Join(text.Replace("|", "\\|"));

    private static string Label(string text) => Lines.Join(text.Replace("\"", "#quot;"));
}
