using System.Globalization;
using System.Text;

namespace Orchestrator.Generators.CSharp;

/// <summary>
/// Names of generated files. The compiler allows few characters in them and takes two that differ in case only for the same.
/// </summary>
internal static class FileNames
{
    private const int MaxNameLength = 160;

    /// <summary>Makes a name that the compiler accepts; one that had to be changed ends in a hash of the original.</summary>
    public static string Create(string fullName)
    {
        var name = new StringBuilder(fullName.Length);
        foreach (var character in fullName)
        {
            name.Append(char.IsLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '_');
        }

        var safe = name.ToString();
        return safe == fullName && safe.Length <= MaxNameLength
            ? safe
            : WithHash(safe.Substring(Math.Max(0, safe.Length - MaxNameLength)), fullName);
    }

    /// <summary>Makes a name unique by the hash of what it stands for.</summary>
    public static string WithHash(string name, string original)
    {
        // FNV-1a: stable from run to run, which string.GetHashCode is not.
        var hash = 14695981039346656037UL;
        foreach (var character in original)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return name + "-" + hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
