using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>The choices of an enumeration: the value that is posted and the label that is shown.</summary>
internal static class Choices
{
    internal static IReadOnlyList<(string Value, string Label)> Of(Type enumeration) =>
    [
        .. enumeration.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static member =>
        {
            var value = JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
            return (value, member.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? value);
        }),
    ];
}
