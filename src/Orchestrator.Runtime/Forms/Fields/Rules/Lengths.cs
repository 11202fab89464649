using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Forms.Fields;

/// <summary>The shortest and longest that a text or list may be.</summary>
internal static class Lengths
{
    internal static (int Least, int Most) Of(ValueRules rules)
    {
        var (least, most) = (0, int.MaxValue);
        foreach (var rule in rules.Attributes)
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

    /// <summary>The shortest and longest that a text may be: one that is required is not empty.</summary>
    internal static (int Least, int Most) OfText(ValueRules rules)
    {
        var (least, most) = Of(rules);
        return rules.Find<RequiredAttribute>() is { AllowEmptyStrings: false } ? (Math.Max(least, 1), most) : (least, most);
    }

    /// <summary>Whether nothing may be twice in a list.</summary>
    internal static bool AreUnique(Type list, ValueRules rules) => FieldKinds.IsSet(list) || rules.Find<UniqueItemsAttribute>() is not null;

    internal static bool Limits(ValidationAttribute rule) =>
        rule is LengthAttribute or StringLengthAttribute or MinLengthAttribute or MaxLengthAttribute;
}
