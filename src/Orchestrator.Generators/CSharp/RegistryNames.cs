using System.Text;

namespace Orchestrator.Generators.CSharp;

/// <summary>How the registry of an assembly is named: its emitter writes the name, and a rule looks for calls of it.</summary>
internal static class RegistryNames
{
    /// <summary>The namespace of every registry, in which an application's <c>using</c> finds it.</summary>
    public const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>The class of an assembly's registry, as long as the assembly has none of that name.</summary>
    public static string ClassOf(string assemblyName) =>
        IdentifierOf(assemblyName) is var name && name.Length > 0 && char.IsDigit(name[0])
            ? $"_{name}WorkflowRegistry"
            : $"{name}WorkflowRegistry";

    /// <summary>
    /// Makes an identifier of an assembly's name: <c>ExampleOrchestrator</c> stays so, <c>Acme.Net</c> gives <c>Acme_Net</c>, and
    /// <c>my-app</c> gives <c>MyApp</c>. Each word begins with a capital; what is neither a letter, a digit nor a dot only separates words.
    /// </summary>
    public static string IdentifierOf(string assemblyName)
    {
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
                identifier.Append(character == '.' ? "_" : "");
                startsWord = true;
            }
        }

        return identifier.ToString();
    }
}
