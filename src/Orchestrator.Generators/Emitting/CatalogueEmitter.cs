using System.Text;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Models;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Emitting;

/// <summary>Writes the catalogue as Markdown, in the comments of a file from which the build takes it: a generator writes no files of its own.</summary>
internal static class CatalogueEmitter
{
    /// <summary>The catalogue's file name without its ending.</summary>
    public static string FileName(string assemblyName) => FileNames.Create(assemblyName + ".WorkflowCatalogue");

    public static SourceText Emit(CatalogueModel model) =>
        SourceText.From(string.Concat(Write(model).Split('\n').Select(static line => $"// {line}".TrimEnd() + "\n")), Encoding.UTF8);

    /// <summary>The catalogue itself.</summary>
    public static string Write(CatalogueModel model)
    {
        var text = new StringBuilder();
        text.Append($"# Workflows of {model.AssemblyName}\n");
        foreach (var product in model.Workflows.GroupBy(static workflow => string.Join(", ", workflow.Products), StringComparer.Ordinal))
        {
            text.Append($"\n## {(product.Key.Length == 0 ? "System" : product.Key)}\n\n| workflow | does | from |\n| --- | --- | --- |\n");
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
            text.Append($"| {Cell(step.Name)}{(step.IsConditional ? " (on a condition)" : "")} | {string.Join(", ", step.Reads)} | {string.Join(", ", step.Writes)} |\n");
        }

        text.Append("\n```mermaid\nflowchart TD\n");
        string[] nodes = [.. Around(workflow)];
        for (var index = 0; index < nodes.Length; index++)
        {
            text.Append($"  s{index}{nodes[index]}\n");
        }

        text.Append($"  {string.Join(" --> ", nodes.Select(static (_, index) => $"s{index}"))}\n```\n");
    }

    /// <summary>The author's steps between those that the kind of workflow puts around them.</summary>
    private static IEnumerable<string> Around(CataloguedWorkflow workflow)
    {
        (string[] before, string[] after) = workflow switch
        {
            { IsPlain: true } => ([], []),
            { Target: WorkflowTarget.Create } => (["Start"], ["Set subscription to 'active'", "Unlock subscription", "Done"]),
            { Target: WorkflowTarget.Terminate } => (["Start", "Create Process Subscription relation", "Lock subscription"], ["Set subscription to 'terminated'", "Unlock subscription", "Done"]),
            _ => ((string[])["Start", "Create Process Subscription relation", "Lock subscription"], (string[])["Unlock subscription", "Done"]),
        };
        return before.Select(static name => $"([\"{name}\"])")
            .Concat(workflow.Steps.Select(static step => step.IsConditional ? $"{{{{\"{Label(step.Name)}\"}}}}" : $"[\"{Label(step.Name)}\"]"))
            .Concat(after.Select(static name => $"([\"{name}\"])"));
    }

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("\n", " ");

    private static string Label(string text) => text.Replace("\"", "#quot;").Replace("\n", " ");
}
