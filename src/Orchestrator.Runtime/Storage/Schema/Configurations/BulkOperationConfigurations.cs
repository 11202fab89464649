using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class BulkOperationItemConfiguration : IEntityTypeConfiguration<BulkOperationItemEntity>
{
    public void Configure(EntityTypeBuilder<BulkOperationItemEntity> builder)
    {
        builder.ToTable("bulk_operation_items").HasKey(static item => new { item.BulkId, item.ProcessId });
        builder.Property(static item => item.BulkId).HasColumnName("pid");
        builder.Property(static item => item.Outcome).HasMaxLength(20);
        builder.Property(static item => item.Refusal).HasMaxLength(Limits.MaxRejectionLength);
        builder.HasIndex(static item => new { item.BulkId, item.ProcessId }, "ix_bulk_operation_items_to_do").HasFilter("outcome IS NULL");
        builder.HasOne<ProcessEntity>().WithMany().HasForeignKey(static item => item.BulkId).OnDelete(DeleteBehavior.Cascade);
    }
}
