using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Forms.Fields;

/// <summary>The shortest and longest that a text or list may be.</summary>
internal static class Lengths
{
    internal static (int Least, int Most) Of(IReadOnlyList<ValidationAttribute> rules)
    {
        var (least, most) = (0, int.MaxValue);
        foreach (var rule in rules)
        {
            (least, most) = rule switch
            {
                LengthAttribute length => (length.MinimumLength, length.MaximumLength),
                StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
                MinLengthAttribute length => (length.Length, most),

                // Without an argument it is -1, the longest that there can be.
                MaxLengthAttribute { Length: >= 0 } length => (least, length.Length),
                _ => (least, most),
            };
        }

        return (least, most);
    }

    internal static bool Limits(ValidationAttribute rule) =>
        rule is LengthAttribute or StringLengthAttribute or MinLengthAttribute or MaxLengthAttribute;
}
