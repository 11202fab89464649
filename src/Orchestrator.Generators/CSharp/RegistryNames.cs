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
    /// Makes an identifier of an assembly's name: <c>ExampleOrchestrator</c> stays so, and <c>Acme.Net</c> gives <c>Acme_Net</c>. No two
    /// names give one, because a host may add both: a dot is an underscore, and any other character its number, as in <c>My_x2d_app</c> for
    /// <c>my-app</c>.
    /// </summary>
    public static string IdentifierOf(string assemblyName)
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
}
