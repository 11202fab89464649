using System.Text.Json;

namespace Orchestrator.Forms;

/// <summary>The pages of a post, taken one by one.</summary>
internal sealed class PostedPages(IReadOnlyList<JsonElement> pages)
{
    private int _taken;

    /// <summary>How many were taken.</summary>
    internal int Taken => Math.Min(_taken, pages.Count);

    /// <summary>Takes the next page. False when there is none.</summary>
    internal bool TryTake(out JsonElement page)
    {
        page = _taken < pages.Count ? pages[_taken] : default;
        return _taken++ < pages.Count;
    }

    /// <exception cref="FormOverflowException">More pages were posted than were asked.</exception>
    internal void ThrowIfAnyIsLeft()
    {
        if (_taken < pages.Count)
        {
            throw new FormOverflowException(_taken, [.. pages.Skip(_taken)]);
        }
    }
}
