using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>Finds what JSON can hold and no text can: half of a surrogate pair.</summary>
internal static class PageText
{
    /// <summary>The path of the first text or name that cannot be read; null when all can.</summary>
    internal static IReadOnlyList<object>? FindUnreadable(JsonElement posted) => FindUnreadable(posted, []);

    private static IReadOnlyList<object>? FindUnreadable(JsonElement value, IReadOnlyList<object> path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return TryRead(() => value.GetString()) ? null : path;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (FindUnreadable(item, [.. path, index++]) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (!TryRead(() => property.Name))
                    {
                        return path;
                    }

                    if (FindUnreadable(property.Value, [.. path, property.Name]) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static bool TryRead(Func<string?> read)
    {
        try
        {
            _ = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
