using System.Globalization;
using System.Text;

namespace Orchestrator.Generators.Shipping;

/// <summary>
/// A step of a workflow as a line of the files of shipped workflows: <c>modify_l2vpn: L2vpnWorkflows.UpdateL2vpnInNrm "Update L2VPN in
/// NRM"</c>. An author may give a step, a group or a callback any name, so a quote, a backslash and whatever would end the line are escaped
/// as in a C# string. What is written is read back as it was.
/// </summary>
internal static class StepLineText
{
    private const string AfterWorkflow = ": ";
    private const char Quote = '"';
    private const char Escape = '\\';

    public static string Write(string workflow, StepLine step) =>
        $"{workflow}{AfterWorkflow}{EscapeText(step.Id)} {Quote}{EscapeText(step.Name)}{Quote}";

    /// <summary>Reads a line; null when it is not one.</summary>
    public static (string Workflow, StepLine Step)? TryRead(string line)
    {
        var colon = line.IndexOf(AfterWorkflow, StringComparison.Ordinal);
        if (colon <= 0 || line.Take(colon).Any(char.IsWhiteSpace) || !EndsInQuote(line))
        {
            return null;
        }

        var start = colon + AfterWorkflow.Length;
        var quote = FindQuote(line, start);
        return quote > start && quote < line.Length - 1 && line[quote - 1] == ' '
            ? (
                line.Substring(0, colon),
                new(
                    UnescapeText(line.Substring(start, quote - 1 - start)),
                    UnescapeText(line.Substring(quote + 1, line.Length - quote - 2))
                )
            )
            : null;
    }

    /// <summary>True for a line of a workflow, also for one that cannot be read to its end.</summary>
    public static bool IsOf(string line, string workflow) => line.StartsWith(workflow + AfterWorkflow, StringComparison.Ordinal);

    private static bool EndsInQuote(string line) => line.Length > 0 && line[line.Length - 1] == Quote;

    private static int FindQuote(string line, int from)
    {
        while (from < line.Length && line[from] != Quote)
        {
            from += line[from] == Escape ? 2 : 1;
        }

        return from;
    }

    private static string EscapeText(string text)
    {
        var written = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsSurrogatePair(text, index))
            {
                written.Append(character).Append(text[++index]);
                continue;
            }

            _ = character switch
            {
                Quote or Escape => written.Append(Escape).Append(character),
                '\n' => written.Append(@"\n"),
                '\r' => written.Append(@"\r"),
                '\t' => written.Append(@"\t"),
                _ when EndsLine(character) || char.IsSurrogate(character) => written
                    .Append(@"\u")
                    .Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => written.Append(character),
            };
        }

        return written.ToString();
    }

    private static bool EndsLine(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    // A backslash that escapes nothing stands for itself: someone may have written the line by hand.
    private static string UnescapeText(string text)
    {
        var read = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var next = text[index] == Escape && index + 1 < text.Length ? text[index + 1] : default;
            if (
                next == 'u'
                && index + 6 <= text.Length
                && ushort.TryParse(text.Substring(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                read.Append((char)code);
                index += 5;
                continue;
            }

            char? meant = next switch
            {
                Quote or Escape => next,
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => null,
            };
            read.Append(meant ?? text[index]);
            index += meant is null ? 0 : 1;
        }

        return read.ToString();
    }
}
