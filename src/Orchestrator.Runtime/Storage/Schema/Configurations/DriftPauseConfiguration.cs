using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class DriftPauseConfiguration : IEntityTypeConfiguration<DriftPauseEntity>
{
    public void Configure(EntityTypeBuilder<DriftPauseEntity> builder)
    {
        builder.ToTable("drift_pauses").HasKey(static pause => pause.TargetId);
        builder.Property(static pause => pause.Reason).HasMaxLength(Limits.MaxNoteLength);
        builder.Property(static pause => pause.PausedBy).HasMaxLength(Limits.MaxNameLength);
        builder.HasIndex(static pause => pause.ProductId, "ix_drift_pauses_product_id");
        builder.HasIndex(static pause => pause.SubscriptionId, "ix_drift_pauses_subscription_id");
        builder.HasOne<ProductEntity>().WithMany().HasForeignKey(static pause => pause.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static pause => pause.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
