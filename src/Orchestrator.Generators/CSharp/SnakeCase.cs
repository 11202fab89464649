using System.Globalization;
using System.Text;

namespace Orchestrator.Generators.CSharp;

/// <summary>
/// Writes .NET names as the runtime's JSON does (<c>JsonNamingPolicy.SnakeCaseLower</c>, which this framework lacks), so that a key is the
/// same whether the build or the runtime made it.
/// </summary>
internal static class SnakeCase
{
    private enum Previous
    {
        None,
        Upper,
        LowerOrDigit,
        Space,
    }

    public static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        var previous = Previous.None;
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            switch (char.GetUnicodeCategory(character))
            {
                case UnicodeCategory.UppercaseLetter:
                    if (StartsWord(previous, i + 1 < name.Length ? name[i + 1] : '\0'))
                    {
                        text.Append('_');
                    }

                    text.Append(char.ToLowerInvariant(character));
                    previous = Previous.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter:
                case UnicodeCategory.DecimalDigitNumber:
                    if (previous == Previous.Space)
                    {
                        text.Append('_');
                    }

                    text.Append(character);
                    previous = Previous.LowerOrDigit;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    previous = previous == Previous.None ? Previous.None : Previous.Space;
                    break;
                default:
                    text.Append(character);
                    previous = Previous.None;
                    break;
            }
        }

        return text.ToString();
    }

    // The last capital of an acronym belongs to the word that follows it: "NRMStatus" is nrm_status.
    private static bool StartsWord(Previous previous, char next) =>
        previous switch
        {
            Previous.LowerOrDigit or Previous.Space => true,
            Previous.Upper => char.IsLower(next),
            _ => false,
        };
}
