using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Orchestrator.Forms.Fields;

/// <summary>The choices of an enumeration: the value that is posted and the label that is shown.</summary>
internal static class Choices
{
    internal static IReadOnlyList<(string Value, string Label)> Of(Type enumeration) =>
        [
            .. EnumTexts
                .Of(enumeration)
                .Select(static choice => (choice.Text, choice.Member.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? choice.Text)),
        ];
}
