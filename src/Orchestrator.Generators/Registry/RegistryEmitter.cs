using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Registry;

/// <summary>Writes the file through which an application adds all that an assembly registers.</summary>
internal static class RegistryEmitter
{
    private const string Builder = $"global::{RegistryNames.Namespace}.IOrchestratorBuilder";

    /// <summary>The registry's file name without its ending.</summary>
    public static string FileName(string assemblyName) => FileNames.Create(assemblyName + ".WorkflowRegistry");

    public static SourceText Emit(RegistryModel model)
    {
        var name = RegistryNames.IdentifierOf(model.AssemblyName);
        var writer = new SourceWriter()
            .Header(model.UseDiagnostics)
            .Line($"namespace {RegistryNames.Namespace};")
            .Line()
            .Line($"/// <summary>Registers the workflows and products of {Xml(model.AssemblyName)}.</summary>")
            .PlumbingAttributes()
            .Line($"public static {(model.HasReleased ? "partial " : "")}class {model.ClassName}")
            .Open()
            .Line(
                $"/// <summary>Adds the workflows and products of {Xml(model.AssemblyName)} to the catalog. It runs no code of "
                    + "their authors.</summary>"
            )
            .Line("/// <param name=\"builder\">What <c>AddOrchestrator</c> returned.</param>")
            .Line("/// <returns>The builder.</returns>")
            .Line($"public static {Builder} Add{name}Workflows(this {Builder} builder)")
            .Open()
            .Line($"builder.Catalog.AddRegistry({Literals.Text(model.AssemblyName)}, Register);")
            .Line("return builder;")
            .Close()
            .Line()
            .Line($"private static void Register({EmittedText.Catalog}CatalogBuilder catalog)")
            .Open();
        foreach (var type in model.WorkflowClasses)
        {
            writer.Line($"{type}.OrchestratorBindings.Register(catalog);");
        }

        foreach (var type in model.Models)
        {
            writer.Line($"{type}.OrchestratorMapping.Describe(catalog);");
        }

        foreach (var type in model.Resources)
        {
            writer.Line($"{type}.{EmittedNames.Resource}.Register(catalog);");
        }

        if (model.HasReleased)
        {
            writer.Line($"{ReleasedEmitter.Method}(catalog);");
        }

        return writer.Close().Close().ToSourceText();
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
