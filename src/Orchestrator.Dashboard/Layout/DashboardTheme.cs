using MudBlazor;

namespace Orchestrator.Dashboard.Layout;

/// <summary>The colours of the pages: each can be read on the background of its theme, and on a light tint of itself.</summary>
internal static class DashboardTheme
{
    internal static MudTheme Value { get; } =
        new()
        {
            PaletteLight = new PaletteLight
            {
                Primary = "#303f9f",
                AppbarBackground = "#303f9f",
                Success = "#1b5e20",
                Info = "#0d47a1",
                Warning = "#7a4100",
                Error = "#a01515",
                TextSecondary = "rgba(0,0,0,0.68)",
            },
            PaletteDark = new PaletteDark
            {
                Primary = "#aab6fe",
                PrimaryContrastText = "#10131f",
                Success = "#81c784",
                SuccessContrastText = "#10131f",
                Info = "#90caf9",
                InfoContrastText = "#10131f",
                Warning = "#ffb74d",
                WarningContrastText = "#10131f",
                Error = "#ff9e97",
                ErrorContrastText = "#10131f",
                TextPrimary = "rgba(255,255,255,0.87)",
                TextSecondary = "rgba(255,255,255,0.72)",
            },
            Typography = new()
            {
                Default = new DefaultTypography { FontFamily = ["system-ui", "Segoe UI", "Roboto", "sans-serif"] },

                // As it is named: words in capitals are harder to read.
                Button = new ButtonTypography { TextTransform = "none" },
            },
        };
}
