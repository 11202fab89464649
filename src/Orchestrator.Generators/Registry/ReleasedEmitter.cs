using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Registry;

/// <summary>Writes the part of the registry that tells the host which steps of its workflows were released.</summary>
internal static class ReleasedEmitter
{
    /// <summary>The method that the registry calls.</summary>
    public const string Method = "RegisterReleased";

    /// <summary>The part's file name without its ending.</summary>
    public static string FileName(string assemblyName) => FileNames.Create(assemblyName + ".ReleasedWorkflows");

    public static SourceText Emit(string className, EquatableArray<ReleasedModel> workflows)
    {
        var writer = new SourceWriter()
            .Header(default)
            .Line($"namespace {RegistryNames.Namespace};")
            .Line()
            .Line($"partial class {className}")
            .Open()
            .Line($"private static void {Method}({EmittedText.Catalog}CatalogBuilder catalog)")
            .Open();
        foreach (var workflow in workflows)
        {
            writer.List(
                $"catalog.Add(new {EmittedText.Catalog}ReleasedWorkflow({Literals.Text(workflow.Name)}, "
                    + $"{(workflow.IsBroken ? "true" : "false")}, [",
                [.. workflow.Steps.Select(static step => $"new({Literals.Text(step.Id)}, {Literals.Text(step.Name)})")],
                ",",
                "]));"
            );
        }

        return writer.Close().Close().ToSourceText();
    }
}
