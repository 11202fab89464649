using System.Text;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Registry;

/// <summary>Writes the file through which an application adds all that an assembly registers.</summary>
internal static class RegistryEmitter
{
    private const string Builder = "global::Microsoft.Extensions.DependencyInjection.IOrchestratorBuilder";

    /// <summary>The registry's file name without its ending.</summary>
    public static string FileName(string assemblyName) => FileNames.Create(assemblyName + ".WorkflowRegistry");

    public static SourceText Emit(RegistryModel model)
    {
        var name = Identifier(model.AssemblyName);
        var writer = new SourceWriter()
            .Header(model.UseDiagnostics)
            .Line("namespace Microsoft.Extensions.DependencyInjection;")
            .Line()
            .Line($"/// <summary>Registers the workflows and products of {Xml(model.AssemblyName)}.</summary>")
            .PlumbingAttributes()
            .Line($"public static class {(name.Length > 0 && char.IsDigit(name[0]) ? "_" : "")}{name}WorkflowRegistry")
            .Open()
            .Line($"/// <summary>Adds the workflows and products of {Xml(model.AssemblyName)} to the catalog. It runs no code of their authors.</summary>")
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

        return writer.Close().Close().ToSourceText();
    }

    /// <summary>
    /// Makes an identifier of an assembly's name: <c>ExampleOrchestrator</c> stays so, and <c>Acme.Net</c> gives <c>Acme_Net</c>. No two names give
    /// one, because a host may add both: a dot is an underscore, and any other character its number, as in <c>My_x2d_app</c> for <c>my-app</c>.
    /// </summary>
    public static string Identifier(string assemblyName)
    {
        // A word begins with a capital, so that a small x after an underscore is never the first letter of one.
        var identifier = new StringBuilder(assemblyName.Length);
        var startsWord = true;
        foreach (var character in assemblyName)
        {
            if (char.IsLetterOrDigit(character))
            {
                identifier.Append(startsWord ? char.ToUpperInvariant(character) : character);
                startsWord = false;
            }
            else
            {
                identifier.Append(character == '.' ? "_" : $"_x{(int)character:x}_");
                startsWord = true;
            }
        }

        return identifier.ToString();
    }

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
